/* The run-time build of the Vue that NiceGUI brings: without its compiler, which no page needs, 22 kB less to load. */
/**
 * vue v3.5.22
 * (c) 2018-present Yuxi (Evan) You and Vue contributors
 * @license MIT
 */ var e, t;
let n, l, r, i, s, o, a, u, c, f, p, d;
function h(e) {
  let t = Object.create(null);
  for (let n of e.split(",")) t[n] = 1;
  return (e) => e in t;
}
let g = {},
  _ = [],
  m = () => {},
  y = () => !1,
  b = (e) => 111 === e.charCodeAt(0) && 110 === e.charCodeAt(1) && (e.charCodeAt(2) > 122 || 97 > e.charCodeAt(2)),
  S = (e) => e.startsWith("onUpdate:"),
  C = Object.assign,
  x = (e, t) => {
    let n = e.indexOf(t);
    n > -1 && e.splice(n, 1);
  },
  w = Object.prototype.hasOwnProperty,
  E = (e, t) => w.call(e, t),
  k = Array.isArray,
  T = (e) => "[object Map]" === D(e),
  A = (e) => "[object Set]" === D(e),
  R = (e) => "[object Date]" === D(e),
  O = (e) => "function" == typeof e,
  N = (e) => "string" == typeof e,
  P = (e) => "symbol" == typeof e,
  M = (e) => null !== e && "object" == typeof e,
  I = (e) => (M(e) || O(e)) && O(e.then) && O(e.catch),
  L = Object.prototype.toString,
  D = (e) => L.call(e),
  F = (e) => "[object Object]" === D(e),
  V = (e) => N(e) && "NaN" !== e && "-" !== e[0] && "" + parseInt(e, 10) === e,
  U = h(
    ",key,ref,ref_for,ref_key,onVnodeBeforeMount,onVnodeMounted,onVnodeBeforeUpdate,onVnodeUpdated,onVnodeBeforeUnmount,onVnodeUnmounted",
  ),
  j = (e) => {
    let t = Object.create(null);
    return (n) => t[n] || (t[n] = e(n));
  },
  B = /-\w/g,
  $ = j((e) => e.replace(B, (e) => e.slice(1).toUpperCase())),
  H = /\B([A-Z])/g,
  W = j((e) => e.replace(H, "-$1").toLowerCase()),
  K = j((e) => e.charAt(0).toUpperCase() + e.slice(1)),
  z = j((e) => e ? `on${K(e)}` : ""),
  q = (e, t) => !Object.is(e, t),
  G = (e, ...t) => {
    for (let n = 0; n < e.length; n++) e[n](...t);
  },
  J = (e, t, n, l = !1) => {
    Object.defineProperty(e, t, { configurable: !0, enumerable: !1, writable: l, value: n });
  },
  X = (e) => {
    let t = parseFloat(e);
    return isNaN(t) ? e : t;
  },
  Z = (e) => {
    let t = N(e) ? Number(e) : NaN;
    return isNaN(t) ? e : t;
  },
  Y = () =>
    n ||
    (n = "undefined" != typeof globalThis
      ? globalThis
      : "undefined" != typeof self
      ? self
      : "undefined" != typeof window
      ? window
      : "undefined" != typeof global
      ? global
      : {}),
  Q = h(
    "Infinity,undefined,NaN,isFinite,isNaN,parseFloat,parseInt,decodeURI,decodeURIComponent,encodeURI,encodeURIComponent,Math,Number,Date,Array,Object,Boolean,String,RegExp,Map,Set,JSON,Intl,BigInt,console,Error,Symbol",
  );
function ee(e) {
  if (k(e)) {
    let t = {};
    for (let n = 0; n < e.length; n++) {
      let l = e[n],
        r = N(l)
          ? function (e) {
            let t = {};
            return e.replace(el, "").split(et).forEach((e) => {
              if (e) {
                let n = e.split(en);
                n.length > 1 && (t[n[0].trim()] = n[1].trim());
              }
            }),
              t;
          }(l)
          : ee(l);
      if (r) { for (let e in r) t[e] = r[e]; }
    }
    return t;
  }
  if (N(e) || M(e)) return e;
}
let et = /;(?![^(]*\))/g, en = /:([^]+)/, el = /\/\*[^]*?\*\//g;
function er(e) {
  let t = "";
  if (N(e)) t = e;
  else if (k(e)) {
    for (let n = 0; n < e.length; n++) {
      let l = er(e[n]);
      l && (t += l + " ");
    }
  } else if (M(e)) { for (let n in e) e[n] && (t += n + " "); }
  return t.trim();
}
function ei(e) {
  if (!e) return null;
  let { class: t, style: n } = e;
  return t && !N(t) && (e.class = er(t)), n && (e.style = ee(n)), e;
}
let es = h("itemscope,allowfullscreen,formnovalidate,ismap,nomodule,novalidate,readonly");
function eo(e, t) {
  if (e === t) return !0;
  let n = R(e), l = R(t);
  if (n || l) return !!n && !!l && e.getTime() === t.getTime();
  if (n = P(e), l = P(t), n || l) return e === t;
  if (n = k(e), l = k(t), n || l) {
    return !!n && !!l && function (e, t) {
      if (e.length !== t.length) return !1;
      let n = !0;
      for (let l = 0; n && l < e.length; l++) n = eo(e[l], t[l]);
      return n;
    }(e, t);
  }
  if (n = M(e), l = M(t), n || l) {
    if (!n || !l || Object.keys(e).length !== Object.keys(t).length) return !1;
    for (let n in e) {
      let l = e.hasOwnProperty(n), r = t.hasOwnProperty(n);
      if (l && !r || !l && r || !eo(e[n], t[n])) return !1;
    }
  }
  return String(e) === String(t);
}
function ea(e, t) {
  return e.findIndex((e) => eo(e, t));
}
let eu = (e) => !!(e && !0 === e.__v_isRef),
  ec = (e) =>
    N(e)
      ? e
      : null == e
      ? ""
      : k(e) || M(e) && (e.toString === L || !O(e.toString))
      ? eu(e) ? ec(e.value) : JSON.stringify(e, ef, 2)
      : String(e),
  ef = (e, t) => {
    if (eu(t)) return ef(e, t.value);
    if (T(t)) {
      return { [`Map(${t.size})`]: [...t.entries()].reduce((e, [t, n], l) => (e[ep(t, l) + " =>"] = n, e), {}) };
    }
    if (A(t)) return { [`Set(${t.size})`]: [...t.values()].map((e) => ep(e)) };
    if (P(t)) return ep(t);
    if (M(t) && !k(t) && !F(t)) return String(t);
    return t;
  },
  ep = (e, t = "") => {
    var n;
    return P(e) ? `Symbol(${null != (n = e.description) ? n : t})` : e;
  };
class ed {
  constructor(e = !1) {
    this.detached = e,
      this._active = !0,
      this._on = 0,
      this.effects = [],
      this.cleanups = [],
      this._isPaused = !1,
      this.parent = l,
      !e && l && (this.index = (l.scopes || (l.scopes = [])).push(this) - 1);
  }
  get active() {
    return this._active;
  }
  pause() {
    if (this._active) {
      let e, t;
      if (this._isPaused = !0, this.scopes) { for (e = 0, t = this.scopes.length; e < t; e++) this.scopes[e].pause(); }
      for (e = 0, t = this.effects.length; e < t; e++) this.effects[e].pause();
    }
  }
  resume() {
    if (this._active && this._isPaused) {
      let e, t;
      if (this._isPaused = !1, this.scopes) { for (e = 0, t = this.scopes.length; e < t; e++) this.scopes[e].resume(); }
      for (e = 0, t = this.effects.length; e < t; e++) this.effects[e].resume();
    }
  }
  run(e) {
    if (this._active) {
      let t = l;
      try {
        return l = this, e();
      } finally {
        l = t;
      }
    }
  }
  on() {
    1 == ++this._on && (this.prevScope = l, l = this);
  }
  off() {
    this._on > 0 && 0 == --this._on && (l = this.prevScope, this.prevScope = void 0);
  }
  stop(e) {
    if (this._active) {
      let t, n;
      for (t = 0, this._active = !1, n = this.effects.length; t < n; t++) this.effects[t].stop();
      for (t = 0, this.effects.length = 0, n = this.cleanups.length; t < n; t++) this.cleanups[t]();
      if (this.cleanups.length = 0, this.scopes) {
        for (t = 0, n = this.scopes.length; t < n; t++) this.scopes[t].stop(!0);
        this.scopes.length = 0;
      }
      if (!this.detached && this.parent && !e) {
        let e = this.parent.scopes.pop();
        e && e !== this && (this.parent.scopes[this.index] = e, e.index = this.index);
      }
      this.parent = void 0;
    }
  }
}
function eh(e) {
  return new ed(e);
}
function eg() {
  return l;
}
function ev(e, t = !1) {
  l && l.cleanups.push(e);
}
let e_ = new WeakSet();
class em {
  constructor(e) {
    this.fn = e,
      this.deps = void 0,
      this.depsTail = void 0,
      this.flags = 5,
      this.next = void 0,
      this.cleanup = void 0,
      this.scheduler = void 0,
      l && l.active && l.effects.push(this);
  }
  pause() {
    this.flags |= 64;
  }
  resume() {
    64 & this.flags && (this.flags &= -65, e_.has(this) && (e_.delete(this), this.trigger()));
  }
  notify() {
    (!(2 & this.flags) || 32 & this.flags) && (8 & this.flags || eb(this));
  }
  run() {
    if (!(1 & this.flags)) return this.fn();
    this.flags |= 2, eM(this), eC(this);
    let e = r, t = eR;
    r = this, eR = !0;
    try {
      return this.fn();
    } finally {
      ex(this), r = e, eR = t, this.flags &= -3;
    }
  }
  stop() {
    if (1 & this.flags) {
      for (let e = this.deps; e; e = e.nextDep) ek(e);
      this.deps = this.depsTail = void 0, eM(this), this.onStop && this.onStop(), this.flags &= -2;
    }
  }
  trigger() {
    64 & this.flags ? e_.add(this) : this.scheduler ? this.scheduler() : this.runIfDirty();
  }
  runIfDirty() {
    ew(this) && this.run();
  }
  get dirty() {
    return ew(this);
  }
}
let ey = 0;
function eb(e, t = !1) {
  if (e.flags |= 8, t) {
    e.next = s, s = e;
    return;
  }
  e.next = i, i = e;
}
function eS() {
  let e;
  if (!(--ey > 0)) {
    if (s) {
      let e = s;
      for (s = void 0; e;) {
        let t = e.next;
        e.next = void 0, e.flags &= -9, e = t;
      }
    }
    for (; i;) {
      let t = i;
      for (i = void 0; t;) {
        let n = t.next;
        if (t.next = void 0, t.flags &= -9, 1 & t.flags) {
          try {
            t.trigger();
          } catch (t) {
            e || (e = t);
          }
        }
        t = n;
      }
    }
    if (e) throw e;
  }
}
function eC(e) {
  for (let t = e.deps; t; t = t.nextDep) t.version = -1, t.prevActiveLink = t.dep.activeLink, t.dep.activeLink = t;
}
function ex(e) {
  let t, n = e.depsTail, l = n;
  for (; l;) {
    let e = l.prevDep;
    -1 === l.version
      ? (l === n && (n = e),
        ek(l),
        function (e) {
          let { prevDep: t, nextDep: n } = e;
          t && (t.nextDep = n, e.prevDep = void 0), n && (n.prevDep = t, e.nextDep = void 0);
        }(l))
      : t = l,
      l.dep.activeLink = l.prevActiveLink,
      l.prevActiveLink = void 0,
      l = e;
  }
  e.deps = t, e.depsTail = n;
}
function ew(e) {
  for (let t = e.deps; t; t = t.nextDep) {
    if (t.dep.version !== t.version || t.dep.computed && (eE(t.dep.computed) || t.dep.version !== t.version)) return !0;
  }
  return !!e._dirty;
}
function eE(e) {
  if (
    4 & e.flags && !(16 & e.flags) || (e.flags &= -17, e.globalVersion === eI) ||
    (e.globalVersion = eI, !e.isSSR && 128 & e.flags && (!e.deps && !e._dirty || !ew(e)))
  ) return;
  e.flags |= 2;
  let t = e.dep, n = r, l = eR;
  r = e, eR = !0;
  try {
    eC(e);
    let n = e.fn(e._value);
    (0 === t.version || q(n, e._value)) && (e.flags |= 128, e._value = n, t.version++);
  } catch (e) {
    throw t.version++, e;
  } finally {
    r = n, eR = l, ex(e), e.flags &= -3;
  }
}
function ek(e, t = !1) {
  let { dep: n, prevSub: l, nextSub: r } = e;
  if (
    l && (l.nextSub = r, e.prevSub = void 0),
      r && (r.prevSub = l, e.nextSub = void 0),
      n.subs === e && (n.subs = l, !l && n.computed)
  ) {
    n.computed.flags &= -5;
    for (let e = n.computed.deps; e; e = e.nextDep) ek(e, !0);
  }
  t || --n.sc || !n.map || n.map.delete(n.key);
}
function eT(e, t) {
  e.effect instanceof em && (e = e.effect.fn);
  let n = new em(e);
  t && C(n, t);
  try {
    n.run();
  } catch (e) {
    throw n.stop(), e;
  }
  let l = n.run.bind(n);
  return l.effect = n, l;
}
function eA(e) {
  e.effect.stop();
}
let eR = !0, eO = [];
function eN() {
  eO.push(eR), eR = !1;
}
function eP() {
  let e = eO.pop();
  eR = void 0 === e || e;
}
function eM(e) {
  let { cleanup: t } = e;
  if (e.cleanup = void 0, t) {
    let e = r;
    r = void 0;
    try {
      t();
    } finally {
      r = e;
    }
  }
}
let eI = 0;
class eL {
  constructor(e, t) {
    this.sub = e,
      this.dep = t,
      this.version = t.version,
      this.nextDep =
        this.prevDep =
        this.nextSub =
        this.prevSub =
        this.prevActiveLink =
          void 0;
  }
}
class eD {
  constructor(e) {
    this.computed = e,
      this.version = 0,
      this.activeLink = void 0,
      this.subs = void 0,
      this.map = void 0,
      this.key = void 0,
      this.sc = 0,
      this.__v_skip = !0;
  }
  track(e) {
    if (!r || !eR || r === this.computed) return;
    let t = this.activeLink;
    if (void 0 === t || t.sub !== r) {
      t = this.activeLink = new eL(r, this),
        r.deps ? (t.prevDep = r.depsTail, r.depsTail.nextDep = t, r.depsTail = t) : r.deps = r.depsTail = t,
        function e(t) {
          if (t.dep.sc++, 4 & t.sub.flags) {
            let n = t.dep.computed;
            if (n && !t.dep.subs) {
              n.flags |= 20;
              for (let t = n.deps; t; t = t.nextDep) e(t);
            }
            let l = t.dep.subs;
            l !== t && (t.prevSub = l, l && (l.nextSub = t)), t.dep.subs = t;
          }
        }(t);
    } else if (-1 === t.version && (t.version = this.version, t.nextDep)) {
      let e = t.nextDep;
      e.prevDep = t.prevDep,
        t.prevDep && (t.prevDep.nextDep = e),
        t.prevDep = r.depsTail,
        t.nextDep = void 0,
        r.depsTail.nextDep = t,
        r.depsTail = t,
        r.deps === t && (r.deps = e);
    }
    return t;
  }
  trigger(e) {
    this.version++, eI++, this.notify(e);
  }
  notify(e) {
    ey++;
    try {
      for (let e = this.subs; e; e = e.prevSub) e.sub.notify() && e.sub.dep.notify();
    } finally {
      eS();
    }
  }
}
let eF = new WeakMap(), eV = Symbol(""), eU = Symbol(""), ej = Symbol("");
function eB(e, t, n) {
  if (eR && r) {
    let t = eF.get(e);
    t || eF.set(e, t = new Map());
    let l = t.get(n);
    l || (t.set(n, l = new eD()), l.map = t, l.key = n), l.track();
  }
}
function e$(e, t, n, l, r, i) {
  let s = eF.get(e);
  if (!s) return void eI++;
  let o = (e) => {
    e && e.trigger();
  };
  if (ey++, "clear" === t) s.forEach(o);
  else {
    let r = k(e), i = r && V(n);
    if (r && "length" === n) {
      let e = Number(l);
      s.forEach((t, n) => {
        ("length" === n || n === ej || !P(n) && n >= e) && o(t);
      });
    } else {switch ((void 0 !== n || s.has(void 0)) && o(s.get(n)), i && o(s.get(ej)), t) {
        case "add":
          r ? i && o(s.get("length")) : (o(s.get(eV)), T(e) && o(s.get(eU)));
          break;
        case "delete":
          !r && (o(s.get(eV)), T(e) && o(s.get(eU)));
          break;
        case "set":
          T(e) && o(s.get(eV));
      }}
  }
  eS();
}
function eH(e) {
  let t = ty(e);
  return t === e ? t : (eB(t, "iterate", ej), t_(e) ? t : t.map(tS));
}
function eW(e) {
  return eB(e = ty(e), "iterate", ej), e;
}
let eK = {
  __proto__: null,
  [Symbol.iterator]() {
    return ez(this, Symbol.iterator, tS);
  },
  concat(...e) {
    return eH(this).concat(...e.map((e) => k(e) ? eH(e) : e));
  },
  entries() {
    return ez(this, "entries", (e) => (e[1] = tS(e[1]), e));
  },
  every(e, t) {
    return eG(this, "every", e, t, void 0, arguments);
  },
  filter(e, t) {
    return eG(this, "filter", e, t, (e) => e.map(tS), arguments);
  },
  find(e, t) {
    return eG(this, "find", e, t, tS, arguments);
  },
  findIndex(e, t) {
    return eG(this, "findIndex", e, t, void 0, arguments);
  },
  findLast(e, t) {
    return eG(this, "findLast", e, t, tS, arguments);
  },
  findLastIndex(e, t) {
    return eG(this, "findLastIndex", e, t, void 0, arguments);
  },
  forEach(e, t) {
    return eG(this, "forEach", e, t, void 0, arguments);
  },
  includes(...e) {
    return eX(this, "includes", e);
  },
  indexOf(...e) {
    return eX(this, "indexOf", e);
  },
  join(e) {
    return eH(this).join(e);
  },
  lastIndexOf(...e) {
    return eX(this, "lastIndexOf", e);
  },
  map(e, t) {
    return eG(this, "map", e, t, void 0, arguments);
  },
  pop() {
    return eZ(this, "pop");
  },
  push(...e) {
    return eZ(this, "push", e);
  },
  reduce(e, ...t) {
    return eJ(this, "reduce", e, t);
  },
  reduceRight(e, ...t) {
    return eJ(this, "reduceRight", e, t);
  },
  shift() {
    return eZ(this, "shift");
  },
  some(e, t) {
    return eG(this, "some", e, t, void 0, arguments);
  },
  splice(...e) {
    return eZ(this, "splice", e);
  },
  toReversed() {
    return eH(this).toReversed();
  },
  toSorted(e) {
    return eH(this).toSorted(e);
  },
  toSpliced(...e) {
    return eH(this).toSpliced(...e);
  },
  unshift(...e) {
    return eZ(this, "unshift", e);
  },
  values() {
    return ez(this, "values", tS);
  },
};
function ez(e, t, n) {
  let l = eW(e), r = l[t]();
  return l === e || t_(e) || (r._next = r.next,
    r.next = () => {
      let e = r._next();
      return e.done || (e.value = n(e.value)), e;
    }),
    r;
}
let eq = Array.prototype;
function eG(e, t, n, l, r, i) {
  let s = eW(e), o = s !== e && !t_(e), a = s[t];
  if (a !== eq[t]) {
    let t = a.apply(e, i);
    return o ? tS(t) : t;
  }
  let u = n;
  s !== e && (o
    ? u = function (t, l) {
      return n.call(this, tS(t), l, e);
    }
    : n.length > 2 && (u = function (t, l) {
      return n.call(this, t, l, e);
    }));
  let c = a.call(s, u, l);
  return o && r ? r(c) : c;
}
function eJ(e, t, n, l) {
  let r = eW(e), i = n;
  return r !== e && (t_(e)
    ? n.length > 3 && (i = function (t, l, r) {
      return n.call(this, t, l, r, e);
    })
    : i = function (t, l, r) {
      return n.call(this, t, tS(l), r, e);
    }),
    r[t](i, ...l);
}
function eX(e, t, n) {
  let l = ty(e);
  eB(l, "iterate", ej);
  let r = l[t](...n);
  return (-1 === r || !1 === r) && tm(n[0]) ? (n[0] = ty(n[0]), l[t](...n)) : r;
}
function eZ(e, t, n = []) {
  eN(), ey++;
  let l = ty(e)[t].apply(e, n);
  return eS(), eP(), l;
}
let eY = h("__proto__,__v_isRef,__isVue"),
  eQ = new Set(
    Object.getOwnPropertyNames(Symbol).filter((e) => "arguments" !== e && "caller" !== e).map((e) => Symbol[e]).filter(
      P,
    ),
  );
function e0(e) {
  P(e) || (e = String(e));
  let t = ty(this);
  return eB(t, "has", e), t.hasOwnProperty(e);
}
class e1 {
  constructor(e = !1, t = !1) {
    this._isReadonly = e, this._isShallow = t;
  }
  get(e, t, n) {
    if ("__v_skip" === t) return e.__v_skip;
    let l = this._isReadonly, r = this._isShallow;
    if ("__v_isReactive" === t) return !l;
    if ("__v_isReadonly" === t) return l;
    if ("__v_isShallow" === t) return r;
    if ("__v_raw" === t) {
      return n === (l ? r ? tu : ta : r ? to : ts).get(e) || Object.getPrototypeOf(e) === Object.getPrototypeOf(n)
        ? e
        : void 0;
    }
    let i = k(e);
    if (!l) {
      let e;
      if (i && (e = eK[t])) return e;
      if ("hasOwnProperty" === t) return e0;
    }
    let s = Reflect.get(e, t, tx(e) ? e : n);
    if ((P(t) ? eQ.has(t) : eY(t)) || (l || eB(e, "get", t), r)) return s;
    if (tx(s)) {
      let e = i && V(t) ? s : s.value;
      return l && M(e) ? tp(e) : e;
    }
    return M(s) ? l ? tp(s) : tc(s) : s;
  }
}
class e2 extends e1 {
  constructor(e = !1) {
    super(!1, e);
  }
  set(e, t, n, l) {
    let r = e[t];
    if (!this._isShallow) {
      let t = tv(r);
      if (t_(n) || tv(n) || (r = ty(r), n = ty(n)), !k(e) && tx(r) && !tx(n)) {
        if (t) return !0;
        else return r.value = n, !0;
      }
    }
    let i = k(e) && V(t) ? Number(t) < e.length : E(e, t), s = Reflect.set(e, t, n, tx(e) ? e : l);
    return e === ty(l) && (i ? q(n, r) && e$(e, "set", t, n) : e$(e, "add", t, n)), s;
  }
  deleteProperty(e, t) {
    let n = E(e, t);
    e[t];
    let l = Reflect.deleteProperty(e, t);
    return l && n && e$(e, "delete", t, void 0), l;
  }
  has(e, t) {
    let n = Reflect.has(e, t);
    return P(t) && eQ.has(t) || eB(e, "has", t), n;
  }
  ownKeys(e) {
    return eB(e, "iterate", k(e) ? "length" : eV), Reflect.ownKeys(e);
  }
}
class e6 extends e1 {
  constructor(e = !1) {
    super(!0, e);
  }
  set(e, t) {
    return !0;
  }
  deleteProperty(e, t) {
    return !0;
  }
}
let e8 = new e2(),
  e4 = new e6(),
  e3 = new e2(!0),
  e5 = new e6(!0),
  e9 = (e) => e,
  e7 = (e) => Reflect.getPrototypeOf(e);
function te(e) {
  return function () {
    return "delete" !== e && ("clear" === e ? void 0 : this);
  };
}
function tt(e, t) {
  let n = function (e, t) {
    let n = {
      get(n) {
        let l = this.__v_raw, r = ty(l), i = ty(n);
        e || (q(n, i) && eB(r, "get", n), eB(r, "get", i));
        let { has: s } = e7(r), o = t ? e9 : e ? tC : tS;
        return s.call(r, n) ? o(l.get(n)) : s.call(r, i) ? o(l.get(i)) : void (l !== r && l.get(n));
      },
      get size() {
        let t = this.__v_raw;
        return e || eB(ty(t), "iterate", eV), t.size;
      },
      has(t) {
        let n = this.__v_raw, l = ty(n), r = ty(t);
        return e || (q(t, r) && eB(l, "has", t), eB(l, "has", r)), t === r ? n.has(t) : n.has(t) || n.has(r);
      },
      forEach(n, l) {
        let r = this, i = r.__v_raw, s = ty(i), o = t ? e9 : e ? tC : tS;
        return e || eB(s, "iterate", eV), i.forEach((e, t) => n.call(l, o(e), o(t), r));
      },
    };
    return C(
      n,
      e ? { add: te("add"), set: te("set"), delete: te("delete"), clear: te("clear") } : {
        add(e) {
          t || t_(e) || tv(e) || (e = ty(e));
          let n = ty(this);
          return e7(n).has.call(n, e) || (n.add(e), e$(n, "add", e, e)), this;
        },
        set(e, n) {
          t || t_(n) || tv(n) || (n = ty(n));
          let l = ty(this), { has: r, get: i } = e7(l), s = r.call(l, e);
          s || (e = ty(e), s = r.call(l, e));
          let o = i.call(l, e);
          return l.set(e, n), s ? q(n, o) && e$(l, "set", e, n) : e$(l, "add", e, n), this;
        },
        delete(e) {
          let t = ty(this), { has: n, get: l } = e7(t), r = n.call(t, e);
          r || (e = ty(e), r = n.call(t, e)), l && l.call(t, e);
          let i = t.delete(e);
          return r && e$(t, "delete", e, void 0), i;
        },
        clear() {
          let e = ty(this), t = 0 !== e.size, n = e.clear();
          return t && e$(e, "clear", void 0, void 0), n;
        },
      },
    ),
      ["keys", "values", "entries", Symbol.iterator].forEach((l) => {
        n[l] = function (...n) {
          let r = this.__v_raw,
            i = ty(r),
            s = T(i),
            o = "entries" === l || l === Symbol.iterator && s,
            a = r[l](...n),
            u = t ? e9 : e ? tC : tS;
          return e || eB(i, "iterate", "keys" === l && s ? eU : eV), {
            next() {
              let { value: e, done: t } = a.next();
              return t ? { value: e, done: t } : { value: o ? [u(e[0]), u(e[1])] : u(e), done: t };
            },
            [Symbol.iterator]() {
              return this;
            },
          };
        };
      }),
      n;
  }(e, t);
  return (t, l, r) =>
    "__v_isReactive" === l
      ? !e
      : "__v_isReadonly" === l
      ? e
      : "__v_raw" === l
      ? t
      : Reflect.get(E(n, l) && l in t ? n : t, l, r);
}
let tn = { get: tt(!1, !1) },
  tl = { get: tt(!1, !0) },
  tr = { get: tt(!0, !1) },
  ti = { get: tt(!0, !0) },
  ts = new WeakMap(),
  to = new WeakMap(),
  ta = new WeakMap(),
  tu = new WeakMap();
function tc(e) {
  return tv(e) ? e : th(e, !1, e8, tn, ts);
}
function tf(e) {
  return th(e, !1, e3, tl, to);
}
function tp(e) {
  return th(e, !0, e4, tr, ta);
}
function td(e) {
  return th(e, !0, e5, ti, tu);
}
function th(e, t, n, l, r) {
  var i;
  if (!M(e) || e.__v_raw && !(t && e.__v_isReactive)) return e;
  let s = (i = e).__v_skip || !Object.isExtensible(i) ? 0 : function (e) {
    switch (e) {
      case "Object":
      case "Array":
        return 1;
      case "Map":
      case "Set":
      case "WeakMap":
      case "WeakSet":
        return 2;
      default:
        return 0;
    }
  }(D(i).slice(8, -1));
  if (0 === s) return e;
  let o = r.get(e);
  if (o) return o;
  let a = new Proxy(e, 2 === s ? l : n);
  return r.set(e, a), a;
}
function tg(e) {
  return tv(e) ? tg(e.__v_raw) : !!(e && e.__v_isReactive);
}
function tv(e) {
  return !!(e && e.__v_isReadonly);
}
function t_(e) {
  return !!(e && e.__v_isShallow);
}
function tm(e) {
  return !!e && !!e.__v_raw;
}
function ty(e) {
  let t = e && e.__v_raw;
  return t ? ty(t) : e;
}
function tb(e) {
  return !E(e, "__v_skip") && Object.isExtensible(e) && J(e, "__v_skip", !0), e;
}
let tS = (e) => M(e) ? tc(e) : e, tC = (e) => M(e) ? tp(e) : e;
function tx(e) {
  return !!e && !0 === e.__v_isRef;
}
function tw(e) {
  return tk(e, !1);
}
function tE(e) {
  return tk(e, !0);
}
function tk(e, t) {
  return tx(e) ? e : new tT(e, t);
}
class tT {
  constructor(e, t) {
    this.dep = new eD(),
      this.__v_isRef = !0,
      this.__v_isShallow = !1,
      this._rawValue = t ? e : ty(e),
      this._value = t ? e : tS(e),
      this.__v_isShallow = t;
  }
  get value() {
    return this.dep.track(), this._value;
  }
  set value(e) {
    let t = this._rawValue, n = this.__v_isShallow || t_(e) || tv(e);
    q(e = n ? e : ty(e), t) && (this._rawValue = e, this._value = n ? e : tS(e), this.dep.trigger());
  }
}
function tA(e) {
  e.dep && e.dep.trigger();
}
function tR(e) {
  return tx(e) ? e.value : e;
}
function tO(e) {
  return O(e) ? e() : tR(e);
}
let tN = {
  get: (e, t, n) => "__v_raw" === t ? e : tR(Reflect.get(e, t, n)),
  set: (e, t, n, l) => {
    let r = e[t];
    return tx(r) && !tx(n) ? (r.value = n, !0) : Reflect.set(e, t, n, l);
  },
};
function tP(e) {
  return tg(e) ? e : new Proxy(e, tN);
}
class tM {
  constructor(e) {
    this.__v_isRef = !0, this._value = void 0;
    let t = this.dep = new eD(), { get: n, set: l } = e(t.track.bind(t), t.trigger.bind(t));
    this._get = n, this._set = l;
  }
  get value() {
    return this._value = this._get();
  }
  set value(e) {
    this._set(e);
  }
}
function tI(e) {
  return new tM(e);
}
function tL(e) {
  let t = k(e) ? Array(e.length) : {};
  for (let n in e) t[n] = tU(e, n);
  return t;
}
class tD {
  constructor(e, t, n) {
    this._object = e, this._key = t, this._defaultValue = n, this.__v_isRef = !0, this._value = void 0;
  }
  get value() {
    let e = this._object[this._key];
    return this._value = void 0 === e ? this._defaultValue : e;
  }
  set value(e) {
    this._object[this._key] = e;
  }
  get dep() {
    return function (e, t) {
      let n = eF.get(e);
      return n && n.get(t);
    }(ty(this._object), this._key);
  }
}
class tF {
  constructor(e) {
    this._getter = e, this.__v_isRef = !0, this.__v_isReadonly = !0, this._value = void 0;
  }
  get value() {
    return this._value = this._getter();
  }
}
function tV(e, t, n) {
  return tx(e) ? e : O(e) ? new tF(e) : M(e) && arguments.length > 1 ? tU(e, t, n) : tw(e);
}
function tU(e, t, n) {
  let l = e[t];
  return tx(l) ? l : new tD(e, t, n);
}
class tj {
  constructor(e, t, n) {
    this.fn = e,
      this.setter = t,
      this._value = void 0,
      this.dep = new eD(this),
      this.__v_isRef = !0,
      this.deps = void 0,
      this.depsTail = void 0,
      this.flags = 16,
      this.globalVersion = eI - 1,
      this.next = void 0,
      this.effect = this,
      this.__v_isReadonly = !t,
      this.isSSR = n;
  }
  notify() {
    if (this.flags |= 16, !(8 & this.flags) && r !== this) return eb(this, !0), !0;
  }
  get value() {
    let e = this.dep.track();
    return eE(this), e && (e.version = this.dep.version), this._value;
  }
  set value(e) {
    this.setter && this.setter(e);
  }
}
let tB = { GET: "get", HAS: "has", ITERATE: "iterate" },
  t$ = { SET: "set", ADD: "add", DELETE: "delete", CLEAR: "clear" },
  tH = {},
  tW = new WeakMap();
function tK() {
  return p;
}
function tz(e, t = !1, n = p) {
  if (n) {
    let t = tW.get(n);
    t || tW.set(n, t = []), t.push(e);
  }
}
function tq(e, t = 1 / 0, n) {
  if (t <= 0 || !M(e) || e.__v_skip || ((n = n || new Map()).get(e) || 0) >= t) return e;
  if (n.set(e, t), t--, tx(e)) tq(e.value, t, n);
  else if (k(e)) { for (let l = 0; l < e.length; l++) tq(e[l], t, n); }
  else if (A(e) || T(e)) {
    e.forEach((e) => {
      tq(e, t, n);
    });
  } else if (F(e)) {
    for (let l in e) tq(e[l], t, n);
    for (let l of Object.getOwnPropertySymbols(e)) Object.prototype.propertyIsEnumerable.call(e, l) && tq(e[l], t, n);
  }
  return e;
}
function tG(e, t) {}
let tJ = {
  SETUP_FUNCTION: 0,
  0: "SETUP_FUNCTION",
  RENDER_FUNCTION: 1,
  1: "RENDER_FUNCTION",
  NATIVE_EVENT_HANDLER: 5,
  5: "NATIVE_EVENT_HANDLER",
  COMPONENT_EVENT_HANDLER: 6,
  6: "COMPONENT_EVENT_HANDLER",
  VNODE_HOOK: 7,
  7: "VNODE_HOOK",
  DIRECTIVE_HOOK: 8,
  8: "DIRECTIVE_HOOK",
  TRANSITION_HOOK: 9,
  9: "TRANSITION_HOOK",
  APP_ERROR_HANDLER: 10,
  10: "APP_ERROR_HANDLER",
  APP_WARN_HANDLER: 11,
  11: "APP_WARN_HANDLER",
  FUNCTION_REF: 12,
  12: "FUNCTION_REF",
  ASYNC_COMPONENT_LOADER: 13,
  13: "ASYNC_COMPONENT_LOADER",
  SCHEDULER: 14,
  14: "SCHEDULER",
  COMPONENT_UPDATE: 15,
  15: "COMPONENT_UPDATE",
  APP_UNMOUNT_CLEANUP: 16,
  16: "APP_UNMOUNT_CLEANUP",
};
function tX(e, t, n, l) {
  try {
    return l ? e(...l) : e();
  } catch (e) {
    tY(e, t, n);
  }
}
function tZ(e, t, n, l) {
  if (O(e)) {
    let r = tX(e, t, n, l);
    return r && I(r) && r.catch((e) => {
      tY(e, t, n);
    }),
      r;
  }
  if (k(e)) {
    let r = [];
    for (let i = 0; i < e.length; i++) r.push(tZ(e[i], t, n, l));
    return r;
  }
}
function tY(e, t, n, l = !0) {
  let r = t ? t.vnode : null, { errorHandler: i, throwUnhandledErrorInProduction: s } = t && t.appContext.config || g;
  if (t) {
    let l = t.parent, r = t.proxy, s = `https://vuejs.org/error-reference/#runtime-${n}`;
    for (; l;) {
      let t = l.ec;
      if (t) { for (let n = 0; n < t.length; n++) if (!1 === t[n](e, r, s)) return; }
      l = l.parent;
    }
    if (i) {
      eN(), tX(i, null, 10, [e, r, s]), eP();
      return;
    }
  }
  !function (e, t, n, l = !0, r = !1) {
    if (r) throw e;
    console.error(e);
  }(e, 0, 0, l, s);
}
let tQ = [], t0 = -1, t1 = [], t2 = null, t6 = 0, t8 = Promise.resolve(), t4 = null;
function t3(e) {
  let t = t4 || t8;
  return e ? t.then(this ? e.bind(this) : e) : t;
}
function t5(e) {
  if (!(1 & e.flags)) {
    let t = nn(e), n = tQ[tQ.length - 1];
    !n || !(2 & e.flags) && t >= nn(n) ? tQ.push(e) : tQ.splice(
      function (e) {
        let t = t0 + 1, n = tQ.length;
        for (; t < n;) {
          let l = t + n >>> 1, r = tQ[l], i = nn(r);
          i < e || i === e && 2 & r.flags ? t = l + 1 : n = l;
        }
        return t;
      }(t),
      0,
      e,
    ),
      e.flags |= 1,
      t9();
  }
}
function t9() {
  t4 || (t4 = t8.then(function e(t) {
    try {
      for (t0 = 0; t0 < tQ.length; t0++) {
        let e = tQ[t0];
        e && !(8 & e.flags) &&
          (4 & e.flags && (e.flags &= -2), tX(e, e.i, e.i ? 15 : 14), 4 & e.flags || (e.flags &= -2));
      }
    } finally {
      for (; t0 < tQ.length; t0++) {
        let e = tQ[t0];
        e && (e.flags &= -2);
      }
      t0 = -1, tQ.length = 0, nt(), t4 = null, (tQ.length || t1.length) && e();
    }
  }));
}
function t7(e) {
  k(e) ? t1.push(...e) : t2 && -1 === e.id ? t2.splice(t6 + 1, 0, e) : 1 & e.flags || (t1.push(e), e.flags |= 1), t9();
}
function ne(e, t, n = t0 + 1) {
  for (; n < tQ.length; n++) {
    let t = tQ[n];
    if (t && 2 & t.flags) {
      if (e && t.id !== e.uid) continue;
      tQ.splice(n, 1), n--, 4 & t.flags && (t.flags &= -2), t(), 4 & t.flags || (t.flags &= -2);
    }
  }
}
function nt(e) {
  if (t1.length) {
    let e = [...new Set(t1)].sort((e, t) => nn(e) - nn(t));
    if (t1.length = 0, t2) return void t2.push(...e);
    for (t6 = 0, t2 = e; t6 < t2.length; t6++) {
      let e = t2[t6];
      4 & e.flags && (e.flags &= -2), 8 & e.flags || e(), e.flags &= -2;
    }
    t2 = null, t6 = 0;
  }
}
let nn = (e) => null == e.id ? 2 & e.flags ? -1 : 1 / 0 : e.id, nl = null, nr = null;
function ni(e) {
  let t = nl;
  return nl = e, nr = e && e.type.__scopeId || null, t;
}
function ns(e) {
  nr = e;
}
function no() {
  nr = null;
}
let na = (e) => nu;
function nu(e, t = nl, n) {
  if (!t || e._n) return e;
  let l = (...n) => {
    let r;
    l._d && r4(-1);
    let i = ni(t);
    try {
      r = e(...n);
    } finally {
      ni(i), l._d && r4(1);
    }
    return r;
  };
  return l._n = !0, l._c = !0, l._d = !0, l;
}
function nc(e, t) {
  if (null === nl) return e;
  let n = iI(nl), l = e.dirs || (e.dirs = []);
  for (let e = 0; e < t.length; e++) {
    let [r, i, s, o = g] = t[e];
    r &&
      (O(r) && (r = { mounted: r, updated: r }),
        r.deep && tq(i),
        l.push({ dir: r, instance: n, value: i, oldValue: void 0, arg: s, modifiers: o }));
  }
  return e;
}
function nf(e, t, n, l) {
  let r = e.dirs, i = t && t.dirs;
  for (let s = 0; s < r.length; s++) {
    let o = r[s];
    i && (o.oldValue = i[s].value);
    let a = o.dir[l];
    a && (eN(), tZ(a, n, 8, [e.el, o, e, t]), eP());
  }
}
let np = Symbol("_vte"),
  nd = (e) => e && (e.disabled || "" === e.disabled),
  nh = (e) => e && (e.defer || "" === e.defer),
  ng = (e) => "undefined" != typeof SVGElement && e instanceof SVGElement,
  nv = (e) => "function" == typeof MathMLElement && e instanceof MathMLElement,
  n_ = (e, t) => {
    let n = e && e.to;
    return N(n) ? t ? t(n) : null : n;
  },
  nm = {
    name: "Teleport",
    __isTeleport: !0,
    process(e, t, n, l, r, i, s, o, a, u) {
      let { mc: c, pc: f, pbc: p, o: { insert: d, querySelector: h, createText: g } } = u,
        _ = nd(t.props),
        { shapeFlag: m, children: y, dynamicChildren: b } = t;
      if (null == e) {
        let e = t.el = g(""), u = t.anchor = g("");
        d(e, n, l), d(u, n, l);
        let f = (e, t) => {
            16 & m && c(y, e, t, r, i, s, o, a);
          },
          p = () => {
            let e = t.target = n_(t.props, h), n = nC(e, t, g, d);
            e &&
              ("svg" !== s && ng(e) ? s = "svg" : "mathml" !== s && nv(e) && (s = "mathml"),
                r && r.isCE && (r.ce._teleportTargets || (r.ce._teleportTargets = new Set())).add(e),
                _ || (f(e, n), nS(t, !1)));
          };
        _ && (f(n, u), nS(t, !0)),
          nh(t.props)
            ? (t.el.__isMounted = !1,
              rh(() => {
                p(), delete t.el.__isMounted;
              }, i))
            : p();
      } else {
        if (nh(t.props) && !1 === e.el.__isMounted) {
          return void rh(() => {
            nm.process(e, t, n, l, r, i, s, o, a, u);
          }, i);
        }
        t.el = e.el, t.targetStart = e.targetStart;
        let c = t.anchor = e.anchor,
          d = t.target = e.target,
          g = t.targetAnchor = e.targetAnchor,
          m = nd(e.props),
          y = m ? n : d,
          S = m ? c : g;
        if (
          "svg" === s || ng(d) ? s = "svg" : ("mathml" === s || nv(d)) && (s = "mathml"),
            b ? (p(e.dynamicChildren, b, y, r, i, s, o), rS(e, t, !0)) : a || f(e, t, y, S, r, i, s, o, !1),
            _
        ) m ? t.props && e.props && t.props.to !== e.props.to && (t.props.to = e.props.to) : ny(t, n, c, u, 1);
        else if ((t.props && t.props.to) !== (e.props && e.props.to)) {
          let e = t.target = n_(t.props, h);
          e && ny(t, e, null, u, 0);
        } else m && ny(t, d, g, u, 1);
        nS(t, _);
      }
    },
    remove(e, t, n, { um: l, o: { remove: r } }, i) {
      let { shapeFlag: s, children: o, anchor: a, targetStart: u, targetAnchor: c, target: f, props: p } = e;
      if (f && (r(u), r(c)), i && r(a), 16 & s) {
        let e = i || !nd(p);
        for (let r = 0; r < o.length; r++) {
          let i = o[r];
          l(i, t, n, e, !!i.dynamicChildren);
        }
      }
    },
    move: ny,
    hydrate: function (
      e,
      t,
      n,
      l,
      r,
      i,
      { o: { nextSibling: s, parentNode: o, querySelector: a, insert: u, createText: c } },
      f,
    ) {
      function p(e, t, a, u) {
        t.anchor = f(s(e), t, o(e), n, l, r, i), t.targetStart = a, t.targetAnchor = u;
      }
      let d = t.target = n_(t.props, a), h = nd(t.props);
      if (d) {
        let o = d._lpa || d.firstChild;
        if (16 & t.shapeFlag) {
          if (h) p(e, t, o, o && s(o));
          else {
            t.anchor = s(e);
            let a = o;
            for (; a;) {
              if (a && 8 === a.nodeType) {
                if ("teleport start anchor" === a.data) t.targetStart = a;
                else if ("teleport anchor" === a.data) {
                  t.targetAnchor = a, d._lpa = t.targetAnchor && s(t.targetAnchor);
                  break;
                }
              }
              a = s(a);
            }
            t.targetAnchor || nC(d, t, c, u), f(o && s(o), t, d, n, l, r, i);
          }
        }
        nS(t, h);
      } else h && 16 & t.shapeFlag && p(e, t, e, s(e));
      return t.anchor && s(t.anchor);
    },
  };
function ny(e, t, n, { o: { insert: l }, m: r }, i = 2) {
  0 === i && l(e.targetAnchor, t, n);
  let { el: s, anchor: o, shapeFlag: a, children: u, props: c } = e, f = 2 === i;
  if (f && l(s, t, n), (!f || nd(c)) && 16 & a) { for (let e = 0; e < u.length; e++) r(u[e], t, n, 2); }
  f && l(o, t, n);
}
let nb = nm;
function nS(e, t) {
  let n = e.ctx;
  if (n && n.ut) {
    let l, r;
    for (t ? (l = e.el, r = e.anchor) : (l = e.targetStart, r = e.targetAnchor); l && l !== r;) {
      1 === l.nodeType && l.setAttribute("data-v-owner", n.uid), l = l.nextSibling;
    }
    n.ut();
  }
}
function nC(e, t, n, l) {
  let r = t.targetStart = n(""), i = t.targetAnchor = n("");
  return r[np] = i, e && (l(r, e), l(i, e)), i;
}
let nx = Symbol("_leaveCb"), nw = Symbol("_enterCb");
function nE() {
  let e = { isMounted: !1, isLeaving: !1, isUnmounting: !1, leavingVNodes: new Map() };
  return la(() => {
    e.isMounted = !0;
  }),
    lf(() => {
      e.isUnmounting = !0;
    }),
    e;
}
let nk = [Function, Array],
  nT = {
    mode: String,
    appear: Boolean,
    persisted: Boolean,
    onBeforeEnter: nk,
    onEnter: nk,
    onAfterEnter: nk,
    onEnterCancelled: nk,
    onBeforeLeave: nk,
    onLeave: nk,
    onAfterLeave: nk,
    onLeaveCancelled: nk,
    onBeforeAppear: nk,
    onAppear: nk,
    onAfterAppear: nk,
    onAppearCancelled: nk,
  },
  nA = (e) => {
    let t = e.subTree;
    return t.component ? nA(t.component) : t;
  };
function nR(e) {
  let t = e[0];
  if (e.length > 1) {
    for (let n of e) {
      if (n.type !== rY) {
        t = n;
        break;
      }
    }
  }
  return t;
}
let nO = {
  name: "BaseTransition",
  props: nT,
  setup(e, { slots: t }) {
    let n = iC(), l = nE();
    return () => {
      let r = t.default && nD(t.default(), !0);
      if (!r || !r.length) return;
      let i = nR(r), s = ty(e), { mode: o } = s;
      if (l.isLeaving) return nM(i);
      let a = nI(i);
      if (!a) return nM(i);
      let u = nP(a, s, l, n, (e) => u = e);
      a.type !== rY && nL(a, u);
      let c = n.subTree && nI(n.subTree);
      if (c && c.type !== rY && !ie(c, a) && nA(n).type !== rY) {
        let e = nP(c, s, l, n);
        if (nL(c, e), "out-in" === o && a.type !== rY) {
          return l.isLeaving = !0,
            e.afterLeave = () => {
              l.isLeaving = !1, 8 & n.job.flags || n.update(), delete e.afterLeave, c = void 0;
            },
            nM(i);
        }
        "in-out" === o && a.type !== rY
          ? e.delayLeave = (e, t, n) => {
            nN(l, c)[String(c.key)] = c,
              e[nx] = () => {
                t(), e[nx] = void 0, delete u.delayedLeave, c = void 0;
              },
              u.delayedLeave = () => {
                n(), delete u.delayedLeave, c = void 0;
              };
          }
          : c = void 0;
      } else c && (c = void 0);
      return i;
    };
  },
};
function nN(e, t) {
  let { leavingVNodes: n } = e, l = n.get(t.type);
  return l || (l = Object.create(null), n.set(t.type, l)), l;
}
function nP(e, t, n, l, r) {
  let {
      appear: i,
      mode: s,
      persisted: o = !1,
      onBeforeEnter: a,
      onEnter: u,
      onAfterEnter: c,
      onEnterCancelled: f,
      onBeforeLeave: p,
      onLeave: d,
      onAfterLeave: h,
      onLeaveCancelled: g,
      onBeforeAppear: _,
      onAppear: m,
      onAfterAppear: y,
      onAppearCancelled: b,
    } = t,
    S = String(e.key),
    C = nN(n, e),
    x = (e, t) => {
      e && tZ(e, l, 9, t);
    },
    w = (e, t) => {
      let n = t[1];
      x(e, t), k(e) ? e.every((e) => e.length <= 1) && n() : e.length <= 1 && n();
    },
    E = {
      mode: s,
      persisted: o,
      beforeEnter(t) {
        let l = a;
        if (!n.isMounted) {
          if (!i) return;
          else l = _ || a;
        }
        t[nx] && t[nx](!0);
        let r = C[S];
        r && ie(e, r) && r.el[nx] && r.el[nx](), x(l, [t]);
      },
      enter(e) {
        let t = u, l = c, r = f;
        if (!n.isMounted) {
          if (!i) return;
          else t = m || u, l = y || c, r = b || f;
        }
        let s = !1,
          o = e[nw] = (t) => {
            s || (s = !0, t ? x(r, [e]) : x(l, [e]), E.delayedLeave && E.delayedLeave(), e[nw] = void 0);
          };
        t ? w(t, [e, o]) : o();
      },
      leave(t, l) {
        let r = String(e.key);
        if (t[nw] && t[nw](!0), n.isUnmounting) return l();
        x(p, [t]);
        let i = !1,
          s = t[nx] = (n) => {
            i || (i = !0, l(), n ? x(g, [t]) : x(h, [t]), t[nx] = void 0, C[r] === e && delete C[r]);
          };
        C[r] = e, d ? w(d, [t, s]) : s();
      },
      clone(e) {
        let i = nP(e, t, n, l, r);
        return r && r(i), i;
      },
    };
  return E;
}
function nM(e) {
  if (n5(e)) return (e = ia(e)).children = null, e;
}
function nI(e) {
  if (!n5(e)) return e.type.__isTeleport && e.children ? nR(e.children) : e;
  if (e.component) return e.component.subTree;
  let { shapeFlag: t, children: n } = e;
  if (n) {
    if (16 & t) return n[0];
    if (32 & t && O(n.default)) return n.default();
  }
}
function nL(e, t) {
  6 & e.shapeFlag && e.component
    ? (e.transition = t, nL(e.component.subTree, t))
    : 128 & e.shapeFlag
    ? (e.ssContent.transition = t.clone(e.ssContent), e.ssFallback.transition = t.clone(e.ssFallback))
    : e.transition = t;
}
function nD(e, t = !1, n) {
  let l = [], r = 0;
  for (let i = 0; i < e.length; i++) {
    let s = e[i], o = null == n ? s.key : String(n) + String(null != s.key ? s.key : i);
    s.type === rX
      ? (128 & s.patchFlag && r++, l = l.concat(nD(s.children, t, o)))
      : (t || s.type !== rY) && l.push(null != o ? ia(s, { key: o }) : s);
  }
  if (r > 1) { for (let e = 0; e < l.length; e++) l[e].patchFlag = -2; }
  return l;
}
function nF(e, t) {
  return O(e) ? C({ name: e.name }, t, { setup: e }) : e;
}
function nV() {
  let e = iC();
  return e ? (e.appContext.config.idPrefix || "v") + "-" + e.ids[0] + e.ids[1]++ : "";
}
function nU(e) {
  e.ids = [e.ids[0] + e.ids[2]++ + "-", 0, 0];
}
function nj(e) {
  let t = iC(), n = tE(null);
  return t &&
    Object.defineProperty(t.refs === g ? t.refs = {} : t.refs, e, {
      enumerable: !0,
      get: () => n.value,
      set: (e) => n.value = e,
    }),
    n;
}
let nB = new WeakMap();
function n$(e, t, n, l, r = !1) {
  if (k(e)) return void e.forEach((e, i) => n$(e, t && (k(t) ? t[i] : t), n, l, r));
  if (n8(l) && !r) {
    512 & l.shapeFlag && l.type.__asyncResolved && l.component.subTree.component && n$(e, t, n, l.component.subTree);
    return;
  }
  let i = 4 & l.shapeFlag ? iI(l.component) : l.el,
    s = r ? null : i,
    { i: o, r: a } = e,
    u = t && t.r,
    c = o.refs === g ? o.refs = {} : o.refs,
    f = o.setupState,
    p = ty(f),
    d = f === g ? y : (e) => E(p, e);
  if (
    null != u && u !== a &&
    ((nH(t), N(u)) ? (c[u] = null, d(u) && (f[u] = null)) : tx(u) && (u.value = null, t.k && (c[t.k] = null))), O(a)
  ) tX(a, o, 12, [s, c]);
  else {
    let t = N(a), l = tx(a);
    if (t || l) {
      let o = () => {
        if (e.f) {
          let n = t ? d(a) ? f[a] : c[a] : a.value;
          if (r) k(n) && x(n, i);
          else if (k(n)) n.includes(i) || n.push(i);
          else if (t) c[a] = [i], d(a) && (f[a] = c[a]);
          else {
            let t = [i];
            a.value = t, e.k && (c[e.k] = t);
          }
        } else t ? (c[a] = s, d(a) && (f[a] = s)) : l && (a.value = s, e.k && (c[e.k] = s));
      };
      if (s) {
        let t = () => {
          o(), nB.delete(e);
        };
        t.id = -1, nB.set(e, t), rh(t, n);
      } else nH(e), o();
    }
  }
}
function nH(e) {
  let t = nB.get(e);
  t && (t.flags |= 8, nB.delete(e));
}
let nW = !1,
  nK = () => {
    nW || (console.error("Hydration completed but contains mismatches."), nW = !0);
  },
  nz = (e) => {
    if (1 === e.nodeType) {
      if (e.namespaceURI.includes("svg") && "foreignObject" !== e.tagName) return "svg";
      if (e.namespaceURI.includes("MathML")) return "mathml";
    }
  },
  nq = (e) => 8 === e.nodeType;
function nG(e) {
  let {
      mt: t,
      p: n,
      o: { patchProp: l, createText: r, nextSibling: i, parentNode: s, remove: o, insert: a, createComment: u },
    } = e,
    c = (n, l, o, u, y, b = !1) => {
      b = b || !!l.dynamicChildren;
      let S = nq(n) && "[" === n.data,
        C = () => h(n, l, o, u, y, S),
        { type: x, ref: w, shapeFlag: E, patchFlag: k } = l,
        T = n.nodeType;
      l.el = n, -2 === k && (b = !1, l.dynamicChildren = null);
      let A = null;
      switch (x) {
        case rZ:
          3 !== T
            ? "" === l.children ? (a(l.el = r(""), s(n), n), A = n) : A = C()
            : (n.data !== l.children && (nK(), n.data = l.children), A = i(n));
          break;
        case rY:
          m(n) ? (A = i(n), _(l.el = n.content.firstChild, n, o)) : A = 8 !== T || S ? C() : i(n);
          break;
        case rQ:
          if (S && (T = (n = i(n)).nodeType), 1 === T || 3 === T) {
            A = n;
            let e = !l.children.length;
            for (let t = 0; t < l.staticCount; t++) {
              e && (l.children += 1 === A.nodeType ? A.outerHTML : A.data),
                t === l.staticCount - 1 && (l.anchor = A),
                A = i(A);
            }
            return S ? i(A) : A;
          }
          C();
          break;
        case rX:
          A = S ? d(n, l, o, u, y, b) : C();
          break;
        default:
          if (1 & E) {
            A = 1 === T && l.type.toLowerCase() === n.tagName.toLowerCase() || m(n) ? f(n, l, o, u, y, b) : C();
          } else if (6 & E) {
            l.slotScopeIds = y;
            let e = s(n);
            if (
              A = S ? g(n) : nq(n) && "teleport start" === n.data ? g(n, n.data, "teleport end") : i(n),
                t(l, e, null, o, u, nz(e), b),
                n8(l) && !l.type.__asyncResolved
            ) {
              let t;
              S ? (t = is(rX)).anchor = A ? A.previousSibling : e.lastChild : t = 3 === n.nodeType ? iu("") : is("div"),
                t.el = n,
                l.component.subTree = t;
            }
          } else {64 & E
              ? A = 8 !== T ? C() : l.type.hydrate(n, l, o, u, y, b, e, p)
              : 128 & E && (A = l.type.hydrate(n, l, o, u, nz(s(n)), y, b, e, c));}
      }
      return null != w && n$(w, null, u, l), A;
    },
    f = (e, t, n, r, i, s) => {
      s = s || !!t.dynamicChildren;
      let { type: a, props: u, patchFlag: c, shapeFlag: f, dirs: d, transition: h } = t,
        g = "input" === a || "option" === a;
      if (g || -1 !== c) {
        let a;
        d && nf(t, null, n, "created");
        let y = !1;
        if (m(e)) {
          y = rb(null, h) && n && n.vnode.props && n.vnode.props.appear;
          let l = e.content.firstChild;
          if (y) {
            let e = l.getAttribute("class");
            e && (l.$cls = e), h.beforeEnter(l);
          }
          _(l, e, n), t.el = e = l;
        }
        if (16 & f && !(u && (u.innerHTML || u.textContent))) {
          let l = p(e.firstChild, t, e, n, r, i, s);
          for (; l;) {
            nZ(e, 1) || nK();
            let t = l;
            l = l.nextSibling, o(t);
          }
        } else if (8 & f) {
          let n = t.children;
          `
` === n[0] && ("PRE" === e.tagName || "TEXTAREA" === e.tagName) && (n = n.slice(1)),
            e.textContent !== n && (nZ(e, 0) || nK(), e.textContent = t.children);
        }
        if (u) {
          if (g || !s || 48 & c) {
            let t = e.tagName.includes("-");
            for (let r in u) {
              (g && (r.endsWith("value") || "indeterminate" === r) || b(r) && !U(r) || "." === r[0] || t) &&
                l(e, r, null, u[r], void 0, n);
            }
          } else if (u.onClick) l(e, "onClick", null, u.onClick, void 0, n);
          else if (4 & c && tg(u.style)) { for (let e in u.style) u.style[e]; }
        }
        (a = u && u.onVnodeBeforeMount) && i_(a, n, t),
          d && nf(t, null, n, "beforeMount"),
          ((a = u && u.onVnodeMounted) || d || y) && rG(() => {
            a && i_(a, n, t), y && h.enter(e), d && nf(t, null, n, "mounted");
          }, r);
      }
      return e.nextSibling;
    },
    p = (e, t, l, s, o, u, f) => {
      f = f || !!t.dynamicChildren;
      let p = t.children, d = p.length;
      for (let t = 0; t < d; t++) {
        let h = f ? p[t] : p[t] = id(p[t]), g = h.type === rZ;
        e
          ? (g && !f && t + 1 < d && id(p[t + 1]).type === rZ &&
            (a(r(e.data.slice(h.children.length)), l, i(e)), e.data = h.children),
            e = c(e, h, s, o, u, f))
          : g && !h.children
          ? a(h.el = r(""), l)
          : (nZ(l, 1) || nK(), n(null, h, l, null, s, o, nz(l), u));
      }
      return e;
    },
    d = (e, t, n, l, r, o) => {
      let { slotScopeIds: c } = t;
      c && (r = r ? r.concat(c) : c);
      let f = s(e), d = p(i(e), t, f, n, l, r, o);
      return d && nq(d) && "]" === d.data ? i(t.anchor = d) : (nK(), a(t.anchor = u("]"), f, d), d);
    },
    h = (e, t, l, r, a, u) => {
      if (nZ(e.parentElement, 1) || nK(), t.el = null, u) {
        let t = g(e);
        for (;;) {
          let n = i(e);
          if (n && n !== t) o(n);
          else break;
        }
      }
      let c = i(e), f = s(e);
      return o(e), n(null, t, f, c, l, r, nz(f), a), l && (l.vnode.el = t.el, rB(l, t.el)), c;
    },
    g = (e, t = "[", n = "]") => {
      let l = 0;
      for (; e;) {
        if ((e = i(e)) && nq(e) && (e.data === t && l++, e.data === n)) {
          if (0 === l) return i(e);
          else l--;
        }
      }
      return e;
    },
    _ = (e, t, n) => {
      let l = t.parentNode;
      l && l.replaceChild(e, t);
      let r = n;
      for (; r;) r.vnode.el === t && (r.vnode.el = r.subTree.el = e), r = r.parent;
    },
    m = (e) => 1 === e.nodeType && "TEMPLATE" === e.tagName;
  return [(e, t) => {
    if (!t.hasChildNodes()) {
      n(null, e, t), nt(), t._vnode = e;
      return;
    }
    c(t.firstChild, e, null, null, null), nt(), t._vnode = e;
  }, c];
}
let nJ = "data-allow-mismatch", nX = { 0: "text", 1: "children", 2: "class", 3: "style", 4: "attribute" };
function nZ(e, t) {
  if (0 === t || 1 === t) { for (; e && !e.hasAttribute(nJ);) e = e.parentElement; }
  let n = e && e.getAttribute(nJ);
  if (null == n) return !1;
  {
    if ("" === n) return !0;
    let e = n.split(",");
    return !!(0 === t && e.includes("children")) || e.includes(nX[t]);
  }
}
let nY = Y().requestIdleCallback || ((e) => setTimeout(e, 1)),
  nQ = Y().cancelIdleCallback || ((e) => clearTimeout(e)),
  n0 = (e = 1e4) => (t) => {
    let n = nY(t, { timeout: e });
    return () => nQ(n);
  },
  n1 = (e) => (t, n) => {
    let l = new IntersectionObserver((e) => {
      for (let n of e) {
        if (n.isIntersecting) {
          l.disconnect(), t();
          break;
        }
      }
    }, e);
    return n((e) => {
      if (e instanceof Element) {
        if (
          function (e) {
            let { top: t, left: n, bottom: l, right: r } = e.getBoundingClientRect(),
              { innerHeight: i, innerWidth: s } = window;
            return (t > 0 && t < i || l > 0 && l < i) && (n > 0 && n < s || r > 0 && r < s);
          }(e)
        ) return t(), l.disconnect(), !1;
        l.observe(e);
      }
    }),
      () => l.disconnect();
  },
  n2 = (e) => (t) => {
    if (e) {
      let n = matchMedia(e);
      if (!n.matches) return n.addEventListener("change", t, { once: !0 }), () => n.removeEventListener("change", t);
      t();
    }
  },
  n6 = (e = []) => (t, n) => {
    N(e) && (e = [e]);
    let l = !1,
      r = (e) => {
        l || (l = !0, i(), t(), e.target.dispatchEvent(new e.constructor(e.type, e)));
      },
      i = () => {
        n((t) => {
          for (let n of e) t.removeEventListener(n, r);
        });
      };
    return n((t) => {
      for (let n of e) t.addEventListener(n, r, { once: !0 });
    }),
      i;
  },
  n8 = (e) => !!e.type.__asyncLoader;
function n4(e) {
  let t;
  O(e) && (e = { loader: e });
  let {
      loader: n,
      loadingComponent: l,
      errorComponent: r,
      delay: i = 200,
      hydrate: s,
      timeout: o,
      suspensible: a = !0,
      onError: u,
    } = e,
    c = null,
    f = 0,
    p = () => {
      let e;
      return c || (e = c = n().catch((e) => {
        if (e = e instanceof Error ? e : Error(String(e)), u) {
          return new Promise((t, n) => {
            u(e, () => t((f++, c = null, p())), () => n(e), f + 1);
          });
        }
        throw e;
      }).then((n) =>
        e !== c && c ? c : (n && (n.__esModule || "Module" === n[Symbol.toStringTag]) && (n = n.default), t = n, n)
      ));
    };
  return nF({
    name: "AsyncComponentWrapper",
    __asyncLoader: p,
    __asyncHydrate(e, n, l) {
      let r = !1;
      (n.bu || (n.bu = [])).push(() => r = !0);
      let i = () => {
          r || l();
        },
        o = s
          ? () => {
            let t = s(i, (t) =>
              (function (e, t) {
                if (nq(e) && "[" === e.data) {
                  let n = 1, l = e.nextSibling;
                  for (; l;) {
                    if (1 === l.nodeType) { if (!1 === t(l)) break; }
                    else if (nq(l)) {
                      if ("]" === l.data) { if (0 == --n) break; }
                      else "[" === l.data && n++;
                    }
                    l = l.nextSibling;
                  }
                } else t(e);
              })(e, t));
            t && (n.bum || (n.bum = [])).push(t);
          }
          : i;
      t ? o() : p().then(() => !n.isUnmounted && o());
    },
    get __asyncResolved() {
      return t;
    },
    setup() {
      let e = iS;
      if (nU(e), t) return () => n3(t, e);
      let n = (t) => {
        c = null, tY(t, e, 13, !r);
      };
      if (a && e.suspense || ik) {
        return p().then((t) => () => n3(t, e)).catch((e) => (n(e), () => r ? is(r, { error: e }) : null));
      }
      let s = tw(!1), u = tw(), f = tw(!!i);
      return i && setTimeout(() => {
        f.value = !1;
      }, i),
        null != o && setTimeout(() => {
          if (!s.value && !u.value) {
            let e = Error(`Async component timed out after ${o}ms.`);
            n(e), u.value = e;
          }
        }, o),
        p().then(() => {
          s.value = !0, e.parent && n5(e.parent.vnode) && e.parent.update();
        }).catch((e) => {
          n(e), u.value = e;
        }),
        () => s.value && t ? n3(t, e) : u.value && r ? is(r, { error: u.value }) : l && !f.value ? is(l) : void 0;
    },
  });
}
function n3(e, t) {
  let { ref: n, props: l, children: r, ce: i } = t.vnode, s = is(e, l, r);
  return s.ref = n, s.ce = i, delete t.vnode.ce, s;
}
let n5 = (e) => e.type.__isKeepAlive,
  n9 = {
    name: "KeepAlive",
    __isKeepAlive: !0,
    props: { include: [String, RegExp, Array], exclude: [String, RegExp, Array], max: [String, Number] },
    setup(e, { slots: t }) {
      let n = iC(), l = n.ctx;
      if (!l.renderer) {
        return () => {
          let e = t.default && t.default();
          return e && 1 === e.length ? e[0] : e;
        };
      }
      let r = new Map(),
        i = new Set(),
        s = null,
        o = n.suspense,
        { renderer: { p: a, m: u, um: c, o: { createElement: f } } } = l,
        p = f("div");
      function d(e) {
        ll(e), c(e, n, o, !0);
      }
      function h(e) {
        r.forEach((t, n) => {
          let l = iL(t.type);
          l && !e(l) && g(n);
        });
      }
      function g(e) {
        let t = r.get(e);
        !t || s && ie(t, s) ? s && ll(s) : d(t), r.delete(e), i.delete(e);
      }
      l.activate = (e, t, n, l, r) => {
        let i = e.component;
        u(e, t, n, 0, o),
          a(i.vnode, e, t, n, i, o, l, e.slotScopeIds, r),
          rh(() => {
            i.isDeactivated = !1, i.a && G(i.a);
            let t = e.props && e.props.onVnodeMounted;
            t && i_(t, i.parent, e);
          }, o);
      },
        l.deactivate = (e) => {
          let t = e.component;
          rC(t.m),
            rC(t.a),
            u(e, p, null, 1, o),
            rh(() => {
              t.da && G(t.da);
              let n = e.props && e.props.onVnodeUnmounted;
              n && i_(n, t.parent, e), t.isDeactivated = !0;
            }, o);
        },
        rA(() => [e.include, e.exclude], ([e, t]) => {
          e && h((t) => n7(e, t)), t && h((e) => !n7(t, e));
        }, { flush: "post", deep: !0 });
      let _ = null,
        m = () => {
          null != _ && (r$(n.subTree.type)
            ? rh(() => {
              r.set(_, lr(n.subTree));
            }, n.subTree.suspense)
            : r.set(_, lr(n.subTree)));
        };
      return la(m),
        lc(m),
        lf(() => {
          r.forEach((e) => {
            let { subTree: t, suspense: l } = n, r = lr(t);
            if (e.type === r.type && e.key === r.key) {
              ll(r);
              let e = r.component.da;
              e && rh(e, l);
              return;
            }
            d(e);
          });
        }),
        () => {
          if (_ = null, !t.default) return s = null;
          let n = t.default(), l = n[0];
          if (n.length > 1) return s = null, n;
          if (!r7(l) || !(4 & l.shapeFlag) && !(128 & l.shapeFlag)) return s = null, l;
          let o = lr(l);
          if (o.type === rY) return s = null, o;
          let a = o.type, u = iL(n8(o) ? o.type.__asyncResolved || {} : a), { include: c, exclude: f, max: p } = e;
          if (c && (!u || !n7(c, u)) || f && u && n7(f, u)) return o.shapeFlag &= -257, s = o, l;
          let d = null == o.key ? a : o.key, h = r.get(d);
          return o.el && (o = ia(o), 128 & l.shapeFlag && (l.ssContent = o)),
            _ = d,
            h
              ? (o.el = h.el,
                o.component = h.component,
                o.transition && nL(o, o.transition),
                o.shapeFlag |= 512,
                i.delete(d),
                i.add(d))
              : (i.add(d), p && i.size > parseInt(p, 10) && g(i.values().next().value)),
            o.shapeFlag |= 256,
            s = o,
            r$(l.type) ? l : o;
        };
    },
  };
function n7(e, t) {
  return k(e)
    ? e.some((e) => n7(e, t))
    : N(e)
    ? e.split(",").includes(t)
    : "[object RegExp]" === D(e) && (e.lastIndex = 0, e.test(t));
}
function le(e, t) {
  ln(e, "a", t);
}
function lt(e, t) {
  ln(e, "da", t);
}
function ln(e, t, n = iS) {
  let l = e.__wdc || (e.__wdc = () => {
    let t = n;
    for (; t;) {
      if (t.isDeactivated) return;
      t = t.parent;
    }
    return e();
  });
  if (li(t, l, n), n) {
    let e = n.parent;
    for (; e && e.parent;) {
      n5(e.parent.vnode) && function (e, t, n, l) {
        let r = li(t, e, l, !0);
        lp(() => {
          x(l[t], r);
        }, n);
      }(l, t, n, e), e = e.parent;
    }
  }
}
function ll(e) {
  e.shapeFlag &= -257, e.shapeFlag &= -513;
}
function lr(e) {
  return 128 & e.shapeFlag ? e.ssContent : e;
}
function li(e, t, n = iS, l = !1) {
  if (n) {
    let r = n[e] || (n[e] = []),
      i = t.__weh || (t.__weh = (...l) => {
        eN();
        let r = ix(n), i = tZ(t, n, e, l);
        return r(), eP(), i;
      });
    return l ? r.unshift(i) : r.push(i), i;
  }
}
let ls = (e) => (t, n = iS) => {
    ik && "sp" !== e || li(e, (...e) => t(...e), n);
  },
  lo = ls("bm"),
  la = ls("m"),
  lu = ls("bu"),
  lc = ls("u"),
  lf = ls("bum"),
  lp = ls("um"),
  ld = ls("sp"),
  lh = ls("rtg"),
  lg = ls("rtc");
function lv(e, t = iS) {
  li("ec", e, t);
}
let l_ = "components";
function lm(e, t) {
  return lC(l_, e, !0, t) || e;
}
let ly = Symbol.for("v-ndc");
function lb(e) {
  return N(e) ? lC(l_, e, !1) || e : e || ly;
}
function lS(e) {
  return lC("directives", e);
}
function lC(e, t, n = !0, l = !1) {
  let r = nl || iS;
  if (r) {
    let n = r.type;
    if (e === l_) {
      let e = iL(n, !1);
      if (e && (e === t || e === $(t) || e === K($(t)))) return n;
    }
    let i = lx(r[e] || n[e], t) || lx(r.appContext[e], t);
    return !i && l ? n : i;
  }
}
function lx(e, t) {
  return e && (e[t] || e[$(t)] || e[K($(t))]);
}
function lw(e, t, n, l) {
  let r, i = n && n[l], s = k(e);
  if (s || N(e)) {
    let n = s && tg(e), l = !1, o = !1;
    n && (l = !t_(e), o = tv(e), e = eW(e)), r = Array(e.length);
    for (let n = 0, s = e.length; n < s; n++) r[n] = t(l ? o ? tC(tS(e[n])) : tS(e[n]) : e[n], n, void 0, i && i[n]);
  } else if ("number" == typeof e) {
    r = Array(e);
    for (let n = 0; n < e; n++) r[n] = t(n + 1, n, void 0, i && i[n]);
  } else if (M(e)) {
    if (e[Symbol.iterator]) r = Array.from(e, (e, n) => t(e, n, void 0, i && i[n]));
    else {
      let n = Object.keys(e);
      r = Array(n.length);
      for (let l = 0, s = n.length; l < s; l++) {
        let s = n[l];
        r[l] = t(e[s], s, l, i && i[l]);
      }
    }
  } else r = [];
  return n && (n[l] = r), r;
}
function lE(e, t) {
  for (let n = 0; n < t.length; n++) {
    let l = t[n];
    if (k(l)) { for (let t = 0; t < l.length; t++) e[l[t].name] = l[t].fn; }
    else {l && (e[l.name] = l.key
        ? (...e) => {
          let t = l.fn(...e);
          return t && (t.key = l.key), t;
        }
        : l.fn);}
  }
  return e;
}
function lk(e, t, n = {}, l, r) {
  if (nl.ce || nl.parent && n8(nl.parent) && nl.parent.ce) {
    let e = Object.keys(n).length > 0;
    return "default" !== t && (n.name = t), r2(), r9(rX, null, [is("slot", n, l && l())], e ? -2 : 64);
  }
  let i = e[t];
  i && i._c && (i._d = !1), r2();
  let s = i && lT(i(n)),
    o = n.key || s && s.key,
    a = r9(
      rX,
      { key: (o && !P(o) ? o : `_${t}`) + (!s && l ? "_fb" : "") },
      s || (l ? l() : []),
      s && 1 === e._ ? 64 : -2,
    );
  return !r && a.scopeId && (a.slotScopeIds = [a.scopeId + "-s"]), i && i._c && (i._d = !0), a;
}
function lT(e) {
  return e.some((e) => !r7(e) || e.type !== rY && (e.type !== rX || !!lT(e.children))) ? e : null;
}
function lA(e, t) {
  let n = {};
  for (let l in e) n[t && /[A-Z]/.test(l) ? `on:${l}` : z(l)] = e[l];
  return n;
}
let lR = (e) => e ? iE(e) ? iI(e) : lR(e.parent) : null,
  lO = C(Object.create(null), {
    $: (e) => e,
    $el: (e) => e.vnode.el,
    $data: (e) => e.data,
    $props: (e) => e.props,
    $attrs: (e) => e.attrs,
    $slots: (e) => e.slots,
    $refs: (e) => e.refs,
    $parent: (e) => lR(e.parent),
    $root: (e) => lR(e.root),
    $host: (e) => e.ce,
    $emit: (e) => e.emit,
    $options: (e) => lZ(e),
    $forceUpdate: (e) =>
      e.f || (e.f = () => {
        t5(e.update);
      }),
    $nextTick: (e) => e.n || (e.n = t3.bind(e.proxy)),
    $watch: (e) => rO.bind(e),
  }),
  lN = (e, t) => e !== g && !e.__isScriptSetup && E(e, t),
  lP = {
    get({ _: e }, t) {
      let n, l, r;
      if ("__v_skip" === t) return !0;
      let { ctx: i, setupState: s, data: o, props: a, accessCache: u, type: c, appContext: f } = e;
      if ("$" !== t[0]) {
        let l = u[t];
        if (void 0 !== l) {
          switch (l) {
            case 1:
              return s[t];
            case 2:
              return o[t];
            case 4:
              return i[t];
            case 3:
              return a[t];
          }
        } else {
          if (lN(s, t)) return u[t] = 1, s[t];
          if (o !== g && E(o, t)) return u[t] = 2, o[t];
          if ((n = e.propsOptions[0]) && E(n, t)) return u[t] = 3, a[t];
          if (i !== g && E(i, t)) return u[t] = 4, i[t];
          lJ && (u[t] = 0);
        }
      }
      let p = lO[t];
      return p
        ? ("$attrs" === t && eB(e.attrs, "get", ""), p(e))
        : (l = c.__cssModules) && (l = l[t])
        ? l
        : i !== g && E(i, t)
        ? (u[t] = 4, i[t])
        : E(r = f.config.globalProperties, t)
        ? r[t]
        : void 0;
    },
    set({ _: e }, t, n) {
      let { data: l, setupState: r, ctx: i } = e;
      return lN(r, t)
        ? (r[t] = n, !0)
        : l !== g && E(l, t)
        ? (l[t] = n, !0)
        : !E(e.props, t) && !("$" === t[0] && t.slice(1) in e) && (i[t] = n, !0);
    },
    has({ _: { data: e, setupState: t, accessCache: n, ctx: l, appContext: r, propsOptions: i, type: s } }, o) {
      let a, u;
      return !!(n[o] || e !== g && "$" !== o[0] && E(e, o) || lN(t, o) || (a = i[0]) && E(a, o) || E(l, o) ||
        E(lO, o) || E(r.config.globalProperties, o) || (u = s.__cssModules) && u[o]);
    },
    defineProperty(e, t, n) {
      return null != n.get ? e._.accessCache[t] = 0 : E(n, "value") && this.set(e, t, n.value, null),
        Reflect.defineProperty(e, t, n);
    },
  },
  lM = C({}, lP, {
    get(e, t) {
      if (t !== Symbol.unscopables) return lP.get(e, t, e);
    },
    has: (e, t) => "_" !== t[0] && !Q(t),
  });
function lI() {
  return null;
}
function lL() {
  return null;
}
function lD(e) {}
function lF(e) {}
function lV() {
  return null;
}
function lU() {}
function lj(e, t) {
  return null;
}
function lB() {
  return lH().slots;
}
function l$() {
  return lH().attrs;
}
function lH(e) {
  let t = iC();
  return t.setupContext || (t.setupContext = iM(t));
}
function lW(e) {
  return k(e) ? e.reduce((e, t) => (e[t] = null, e), {}) : e;
}
function lK(e, t) {
  let n = lW(e);
  for (let e in t) {
    if (e.startsWith("__skip")) continue;
    let l = n[e];
    l
      ? k(l) || O(l) ? l = n[e] = { type: l, default: t[e] } : l.default = t[e]
      : null === l && (l = n[e] = { default: t[e] }), l && t[`__skip_${e}`] && (l.skipFactory = !0);
  }
  return n;
}
function lz(e, t) {
  return e && t ? k(e) && k(t) ? e.concat(t) : C({}, lW(e), lW(t)) : e || t;
}
function lq(e, t) {
  let n = {};
  for (let l in e) t.includes(l) || Object.defineProperty(n, l, { enumerable: !0, get: () => e[l] });
  return n;
}
function lG(e) {
  let t = iC(), n = e();
  return iw(),
    I(n) && (n = n.catch((e) => {
      throw ix(t), e;
    })),
    [n, () => ix(t)];
}
let lJ = !0;
function lX(e, t, n) {
  tZ(k(e) ? e.map((e) => e.bind(t.proxy)) : e.bind(t.proxy), t, n);
}
function lZ(e) {
  let t,
    n = e.type,
    { mixins: l, extends: r } = n,
    { mixins: i, optionsCache: s, config: { optionMergeStrategies: o } } = e.appContext,
    a = s.get(n);
  return a ? t = a : i.length || l || r ? (t = {}, i.length && i.forEach((e) => lY(t, e, o, !0)), lY(t, n, o)) : t = n,
    M(n) && s.set(n, t),
    t;
}
function lY(e, t, n, l = !1) {
  let { mixins: r, extends: i } = t;
  for (let s in i && lY(e, i, n, !0), r && r.forEach((t) => lY(e, t, n, !0)), t) {
    if (l && "expose" === s);
    else {
      let l = lQ[s] || n && n[s];
      e[s] = l ? l(e[s], t[s]) : t[s];
    }
  }
  return e;
}
let lQ = {
  data: l0,
  props: l8,
  emits: l8,
  methods: l6,
  computed: l6,
  beforeCreate: l2,
  created: l2,
  beforeMount: l2,
  mounted: l2,
  beforeUpdate: l2,
  updated: l2,
  beforeDestroy: l2,
  beforeUnmount: l2,
  destroyed: l2,
  unmounted: l2,
  activated: l2,
  deactivated: l2,
  errorCaptured: l2,
  serverPrefetch: l2,
  components: l6,
  directives: l6,
  watch: function (e, t) {
    if (!e) return t;
    if (!t) return e;
    let n = C(Object.create(null), e);
    for (let l in t) n[l] = l2(e[l], t[l]);
    return n;
  },
  provide: l0,
  inject: function (e, t) {
    return l6(l1(e), l1(t));
  },
};
function l0(e, t) {
  return t
    ? e
      ? function () {
        return C(O(e) ? e.call(this, this) : e, O(t) ? t.call(this, this) : t);
      }
      : t
    : e;
}
function l1(e) {
  if (k(e)) {
    let t = {};
    for (let n = 0; n < e.length; n++) t[e[n]] = e[n];
    return t;
  }
  return e;
}
function l2(e, t) {
  return e ? [...new Set([].concat(e, t))] : t;
}
function l6(e, t) {
  return e ? C(Object.create(null), e, t) : t;
}
function l8(e, t) {
  return e ? k(e) && k(t) ? [...new Set([...e, ...t])] : C(Object.create(null), lW(e), lW(null != t ? t : {})) : t;
}
function l4() {
  return {
    app: null,
    config: {
      isNativeTag: y,
      performance: !1,
      globalProperties: {},
      optionMergeStrategies: {},
      errorHandler: void 0,
      warnHandler: void 0,
      compilerOptions: {},
    },
    mixins: [],
    components: {},
    directives: {},
    provides: Object.create(null),
    optionsCache: new WeakMap(),
    propsCache: new WeakMap(),
    emitsCache: new WeakMap(),
  };
}
let l3 = 0, l5 = null;
function l9(e, t) {
  if (iS) {
    let n = iS.provides, l = iS.parent && iS.parent.provides;
    l === n && (n = iS.provides = Object.create(l)), n[e] = t;
  }
}
function l7(e, t, n = !1) {
  let l = iC();
  if (l || l5) {
    let r = l5
      ? l5._context.provides
      : l
      ? null == l.parent || l.ce ? l.vnode.appContext && l.vnode.appContext.provides : l.parent.provides
      : void 0;
    if (r && e in r) return r[e];
    if (arguments.length > 1) return n && O(t) ? t.call(l && l.proxy) : t;
  }
}
function re() {
  return !!(iC() || l5);
}
let rt = {}, rn = () => Object.create(rt), rl = (e) => Object.getPrototypeOf(e) === rt;
function rr(e, t, n, l) {
  let r, [i, s] = e.propsOptions, o = !1;
  if (t) {
    for (let a in t) {
      let u;
      if (U(a)) continue;
      let c = t[a];
      i && E(i, u = $(a))
        ? s && s.includes(u) ? (r || (r = {}))[u] = c : n[u] = c
        : rD(e.emitsOptions, a) || a in l && c === l[a] || (l[a] = c, o = !0);
    }
  }
  if (s) {
    let t = ty(n), l = r || g;
    for (let r = 0; r < s.length; r++) {
      let o = s[r];
      n[o] = ri(i, t, o, l[o], e, !E(l, o));
    }
  }
  return o;
}
function ri(e, t, n, l, r, i) {
  let s = e[n];
  if (null != s) {
    let e = E(s, "default");
    if (e && void 0 === l) {
      let e = s.default;
      if (s.type !== Function && !s.skipFactory && O(e)) {
        let { propsDefaults: i } = r;
        if (n in i) l = i[n];
        else {
          let s = ix(r);
          l = i[n] = e.call(null, t), s();
        }
      } else l = e;
      r.ce && r.ce._setProp(n, l);
    }
    s[0] && (i && !e ? l = !1 : s[1] && ("" === l || l === W(n)) && (l = !0));
  }
  return l;
}
let rs = new WeakMap();
function ro(e) {
  return !("$" === e[0] || U(e));
}
let ra = (e) => "_" === e || "_ctx" === e || "$stable" === e,
  ru = (e) => k(e) ? e.map(id) : [id(e)],
  rc = (e, t, n) => {
    if (t._n) return t;
    let l = nu((...e) => ru(t(...e)), n);
    return l._c = !1, l;
  },
  rf = (e, t, n) => {
    let l = e._ctx;
    for (let n in e) {
      if (ra(n)) continue;
      let r = e[n];
      if (O(r)) t[n] = rc(n, r, l);
      else if (null != r) {
        let e = ru(r);
        t[n] = () => e;
      }
    }
  },
  rp = (e, t) => {
    let n = ru(t);
    e.slots.default = () => n;
  },
  rd = (e, t, n) => {
    for (let l in t) (n || !ra(l)) && (e[l] = t[l]);
  },
  rh = rG;
function rg(e) {
  return r_(e);
}
function rv(e) {
  return r_(e, nG);
}
function r_(e, t) {
  var n;
  let l, r;
  Y().__VUE__ = !0;
  let {
      insert: i,
      remove: s,
      patchProp: o,
      createElement: a,
      createText: u,
      createComment: c,
      setText: f,
      setElementText: p,
      parentNode: d,
      nextSibling: h,
      setScopeId: y = m,
      insertStaticContent: b,
    } = e,
    S = (e, t, n, l = null, r = null, i = null, s, o = null, a = !!t.dynamicChildren) => {
      if (e === t) return;
      e && !ie(e, t) && (l = en(e), X(e, r, i, !0), e = null), -2 === t.patchFlag && (a = !1, t.dynamicChildren = null);
      let { type: u, ref: c, shapeFlag: f } = t;
      switch (u) {
        case rZ:
          x(e, t, n, l);
          break;
        case rY:
          w(e, t, n, l);
          break;
        case rQ:
          null == e && k(t, n, l, s);
          break;
        case rX:
          D(e, t, n, l, r, i, s, o, a);
          break;
        default:
          1 & f
            ? T(e, t, n, l, r, i, s, o, a)
            : 6 & f
            ? F(e, t, n, l, r, i, s, o, a)
            : 64 & f
            ? u.process(e, t, n, l, r, i, s, o, a, ei)
            : 128 & f && u.process(e, t, n, l, r, i, s, o, a, ei);
      }
      null != c && r ? n$(c, e && e.ref, i, t || e, !t) : null == c && e && null != e.ref && n$(e.ref, null, i, e, !0);
    },
    x = (e, t, n, l) => {
      if (null == e) i(t.el = u(t.children), n, l);
      else {
        let n = t.el = e.el;
        t.children !== e.children && f(n, t.children);
      }
    },
    w = (e, t, n, l) => {
      null == e ? i(t.el = c(t.children || ""), n, l) : t.el = e.el;
    },
    k = (e, t, n, l) => {
      [e.el, e.anchor] = b(e.children, t, n, l, e.el, e.anchor);
    },
    T = (e, t, n, l, r, i, s, o, a) => {
      "svg" === t.type ? s = "svg" : "math" === t.type && (s = "mathml"),
        null == e ? A(t, n, l, r, i, s, o, a) : P(e, t, r, i, s, o, a);
    },
    A = (e, t, n, l, r, s, u, c) => {
      let f, d, { props: h, shapeFlag: g, transition: _, dirs: m } = e;
      if (
        f = e.el = a(e.type, s, h && h.is, h),
          8 & g ? p(f, e.children) : 16 & g && N(e.children, f, null, l, r, rm(e, s), u, c),
          m && nf(e, null, l, "created"),
          R(f, e, e.scopeId, u, l),
          h
      ) {
        for (let e in h) "value" === e || U(e) || o(f, e, null, h[e], s, l);
        "value" in h && o(f, "value", null, h.value, s), (d = h.onVnodeBeforeMount) && i_(d, l, e);
      }
      m && nf(e, null, l, "beforeMount");
      let y = rb(r, _);
      y && _.beforeEnter(f),
        i(f, t, n),
        ((d = h && h.onVnodeMounted) || y || m) && rh(() => {
          d && i_(d, l, e), y && _.enter(f), m && nf(e, null, l, "mounted");
        }, r);
    },
    R = (e, t, n, l, r) => {
      if (n && y(e, n), l) { for (let t = 0; t < l.length; t++) y(e, l[t]); }
      if (r) {
        let n = r.subTree;
        if (t === n || r$(n.type) && (n.ssContent === t || n.ssFallback === t)) {
          let t = r.vnode;
          R(e, t, t.scopeId, t.slotScopeIds, r.parent);
        }
      }
    },
    N = (e, t, n, l, r, i, s, o, a = 0) => {
      for (let u = a; u < e.length; u++) S(null, e[u] = o ? ih(e[u]) : id(e[u]), t, n, l, r, i, s, o);
    },
    P = (e, t, n, l, r, i, s) => {
      let a, u = t.el = e.el, { patchFlag: c, dynamicChildren: f, dirs: d } = t;
      c |= 16 & e.patchFlag;
      let h = e.props || g, _ = t.props || g;
      if (
        n && ry(n, !1),
          (a = _.onVnodeBeforeUpdate) && i_(a, n, t, e),
          d && nf(t, e, n, "beforeUpdate"),
          n && ry(n, !0),
          (h.innerHTML && null == _.innerHTML || h.textContent && null == _.textContent) && p(u, ""),
          f ? I(e.dynamicChildren, f, u, n, l, rm(t, r), i) : s || K(e, t, u, null, n, l, rm(t, r), i, !1),
          c > 0
      ) {
        if (16 & c) L(u, h, _, n, r);
        else if (
          2 & c && h.class !== _.class && o(u, "class", null, _.class, r),
            4 & c && o(u, "style", h.style, _.style, r),
            8 & c
        ) {
          let e = t.dynamicProps;
          for (let t = 0; t < e.length; t++) {
            let l = e[t], i = h[l], s = _[l];
            (s !== i || "value" === l) && o(u, l, i, s, r, n);
          }
        }
        1 & c && e.children !== t.children && p(u, t.children);
      } else s || null != f || L(u, h, _, n, r);
      ((a = _.onVnodeUpdated) || d) && rh(() => {
        a && i_(a, n, t, e), d && nf(t, e, n, "updated");
      }, l);
    },
    I = (e, t, n, l, r, i, s) => {
      for (let o = 0; o < t.length; o++) {
        let a = e[o], u = t[o], c = a.el && (a.type === rX || !ie(a, u) || 198 & a.shapeFlag) ? d(a.el) : n;
        S(a, u, c, null, l, r, i, s, !0);
      }
    },
    L = (e, t, n, l, r) => {
      if (t !== n) {
        if (t !== g) { for (let i in t) U(i) || i in n || o(e, i, t[i], null, r, l); }
        for (let i in n) {
          if (U(i)) continue;
          let s = n[i], a = t[i];
          s !== a && "value" !== i && o(e, i, a, s, r, l);
        }
        "value" in n && o(e, "value", t.value, n.value, r);
      }
    },
    D = (e, t, n, l, r, s, o, a, c) => {
      let f = t.el = e ? e.el : u(""),
        p = t.anchor = e ? e.anchor : u(""),
        { patchFlag: d, dynamicChildren: h, slotScopeIds: g } = t;
      g && (a = a ? a.concat(g) : g),
        null == e
          ? (i(f, n, l), i(p, n, l), N(t.children || [], n, p, r, s, o, a, c))
          : d > 0 && 64 & d && h && e.dynamicChildren
          ? (I(e.dynamicChildren, h, n, r, s, o, a), (null != t.key || r && t === r.subTree) && rS(e, t, !0))
          : K(e, t, n, p, r, s, o, a, c);
    },
    F = (e, t, n, l, r, i, s, o, a) => {
      t.slotScopeIds = o,
        null == e ? 512 & t.shapeFlag ? r.ctx.activate(t, n, l, s, a) : V(t, n, l, r, i, s, a) : j(e, t, a);
    },
    V = (e, t, n, l, r, i, s) => {
      let o = e.component = ib(e, l, r);
      if (n5(e) && (o.ctx.renderer = ei), iT(o, !1, s), o.asyncDep) {
        if (r && r.registerDep(o, B, s), !e.el) {
          let l = o.subTree = is(rY);
          w(null, l, t, n), e.placeholder = l.el;
        }
      } else B(o, e, t, n, r, i, s);
    },
    j = (e, t, n) => {
      let l = t.component = e.component;
      if (
        function (e, t, n) {
          let { props: l, children: r, component: i } = e,
            { props: s, children: o, patchFlag: a } = t,
            u = i.emitsOptions;
          if (t.dirs || t.transition) return !0;
          if (!n || !(a >= 0)) return (!!r || !!o) && (!o || !o.$stable) || l !== s && (l ? !s || rj(l, s, u) : !!s);
          if (1024 & a) return !0;
          if (16 & a) return l ? rj(l, s, u) : !!s;
          if (8 & a) {
            let e = t.dynamicProps;
            for (let t = 0; t < e.length; t++) {
              let n = e[t];
              if (s[n] !== l[n] && !rD(u, n)) return !0;
            }
          }
          return !1;
        }(e, t, n)
      ) {
        if (l.asyncDep && !l.asyncResolved) return void H(l, t, n);
        else l.next = t, l.update();
      } else t.el = e.el, l.vnode = t;
    },
    B = (e, t, n, l, i, s, o) => {
      let a = () => {
        if (e.isMounted) {
          let t, { next: n, bu: l, u: r, parent: u, vnode: c } = e;
          {
            let t = function e(t) {
              let n = t.subTree.component;
              if (n) {
                if (n.asyncDep && !n.asyncResolved) return n;
                else return e(n);
              }
            }(e);
            if (t) {
              n && (n.el = c.el, H(e, n, o)),
                t.asyncDep.then(() => {
                  e.isUnmounted || a();
                });
              return;
            }
          }
          let f = n;
          ry(e, !1),
            n ? (n.el = c.el, H(e, n, o)) : n = c,
            l && G(l),
            (t = n.props && n.props.onVnodeBeforeUpdate) && i_(t, u, n, c),
            ry(e, !0);
          let p = rF(e), h = e.subTree;
          e.subTree = p,
            S(h, p, d(h.el), en(h), e, i, s),
            n.el = p.el,
            null === f && rB(e, p.el),
            r && rh(r, i),
            (t = n.props && n.props.onVnodeUpdated) && rh(() => i_(t, u, n, c), i);
        } else {
          let o, { el: a, props: u } = t, { bm: c, m: f, parent: p, root: d, type: h } = e, g = n8(t);
          if (ry(e, !1), c && G(c), !g && (o = u && u.onVnodeBeforeMount) && i_(o, p, t), ry(e, !0), a && r) {
            let t = () => {
              e.subTree = rF(e), r(a, e.subTree, e, i, null);
            };
            g && h.__asyncHydrate ? h.__asyncHydrate(a, e, t) : t();
          } else {
            d.ce && !1 !== d.ce._def.shadowRoot && d.ce._injectChildStyle(h);
            let r = e.subTree = rF(e);
            S(null, r, n, l, e, i, s), t.el = r.el;
          }
          if (f && rh(f, i), !g && (o = u && u.onVnodeMounted)) {
            let e = t;
            rh(() => i_(o, p, e), i);
          }
          (256 & t.shapeFlag || p && n8(p.vnode) && 256 & p.vnode.shapeFlag) && e.a && rh(e.a, i),
            e.isMounted = !0,
            t = n = l = null;
        }
      };
      e.scope.on();
      let u = e.effect = new em(a);
      e.scope.off();
      let c = e.update = u.run.bind(u), f = e.job = u.runIfDirty.bind(u);
      f.i = e, f.id = e.uid, u.scheduler = () => t5(f), ry(e, !0), c();
    },
    H = (e, t, n) => {
      t.component = e;
      let l = e.vnode.props;
      e.vnode = t,
        e.next = null,
        function (e, t, n, l) {
          let { props: r, attrs: i, vnode: { patchFlag: s } } = e, o = ty(r), [a] = e.propsOptions, u = !1;
          if ((l || s > 0) && !(16 & s)) {
            if (8 & s) {
              let n = e.vnode.dynamicProps;
              for (let l = 0; l < n.length; l++) {
                let s = n[l];
                if (rD(e.emitsOptions, s)) continue;
                let c = t[s];
                if (a) {
                  if (E(i, s)) c !== i[s] && (i[s] = c, u = !0);
                  else {
                    let t = $(s);
                    r[t] = ri(a, o, t, c, e, !1);
                  }
                } else c !== i[s] && (i[s] = c, u = !0);
              }
            }
          } else {
            let l;
            for (let s in rr(e, t, r, i) && (u = !0), o) {
              t && (E(t, s) || (l = W(s)) !== s && E(t, l)) ||
                (a ? n && (void 0 !== n[s] || void 0 !== n[l]) && (r[s] = ri(a, o, s, void 0, e, !0)) : delete r[s]);
            }
            if (i !== o) { for (let e in i) t && E(t, e) || (delete i[e], u = !0); }
          }
          u && e$(e.attrs, "set", "");
        }(e, t.props, l, n),
        ((e, t, n) => {
          let { vnode: l, slots: r } = e, i = !0, s = g;
          if (32 & l.shapeFlag) {
            let e = t._;
            e ? n && 1 === e ? i = !1 : rd(r, t, n) : (i = !t.$stable, rf(t, r)), s = t;
          } else t && (rp(e, t), s = { default: 1 });
          if (i) { for (let e in r) ra(e) || null != s[e] || delete r[e]; }
        })(e, t.children, n),
        eN(),
        ne(e),
        eP();
    },
    K = (e, t, n, l, r, i, s, o, a = !1) => {
      let u = e && e.children, c = e ? e.shapeFlag : 0, f = t.children, { patchFlag: d, shapeFlag: h } = t;
      if (d > 0) {
        if (128 & d) return void q(u, f, n, l, r, i, s, o, a);
        else if (256 & d) return void z(u, f, n, l, r, i, s, o, a);
      }
      8 & h
        ? (16 & c && et(u, r, i), f !== u && p(n, f))
        : 16 & c
        ? 16 & h ? q(u, f, n, l, r, i, s, o, a) : et(u, r, i, !0)
        : (8 & c && p(n, ""), 16 & h && N(f, n, l, r, i, s, o, a));
    },
    z = (e, t, n, l, r, i, s, o, a) => {
      let u;
      e = e || _, t = t || _;
      let c = e.length, f = t.length, p = Math.min(c, f);
      for (u = 0; u < p; u++) {
        let l = t[u] = a ? ih(t[u]) : id(t[u]);
        S(e[u], l, n, null, r, i, s, o, a);
      }
      c > f ? et(e, r, i, !0, !1, p) : N(t, n, l, r, i, s, o, a, p);
    },
    q = (e, t, n, l, r, i, s, o, a) => {
      let u = 0, c = t.length, f = e.length - 1, p = c - 1;
      for (; u <= f && u <= p;) {
        let l = e[u], c = t[u] = a ? ih(t[u]) : id(t[u]);
        if (ie(l, c)) S(l, c, n, null, r, i, s, o, a);
        else break;
        u++;
      }
      for (; u <= f && u <= p;) {
        let l = e[f], u = t[p] = a ? ih(t[p]) : id(t[p]);
        if (ie(l, u)) S(l, u, n, null, r, i, s, o, a);
        else break;
        f--, p--;
      }
      if (u > f) {
        if (u <= p) {
          let e = p + 1, f = e < c ? t[e].el : l;
          for (; u <= p;) S(null, t[u] = a ? ih(t[u]) : id(t[u]), n, f, r, i, s, o, a), u++;
        }
      } else if (u > p) { for (; u <= f;) X(e[u], r, i, !0), u++; }
      else {
        let d, h = u, g = u, m = new Map();
        for (u = g; u <= p; u++) {
          let e = t[u] = a ? ih(t[u]) : id(t[u]);
          null != e.key && m.set(e.key, u);
        }
        let y = 0, b = p - g + 1, C = !1, x = 0, w = Array(b);
        for (u = 0; u < b; u++) w[u] = 0;
        for (u = h; u <= f; u++) {
          let l, c = e[u];
          if (y >= b) {
            X(c, r, i, !0);
            continue;
          }
          if (null != c.key) l = m.get(c.key);
          else {for (d = g; d <= p; d++) {
              if (0 === w[d - g] && ie(c, t[d])) {
                l = d;
                break;
              }
            }}
          void 0 === l
            ? X(c, r, i, !0)
            : (w[l - g] = u + 1, l >= x ? x = l : C = !0, S(c, t[l], n, null, r, i, s, o, a), y++);
        }
        let E = C
          ? function (e) {
            let t, n, l, r, i, s = e.slice(), o = [0], a = e.length;
            for (t = 0; t < a; t++) {
              let a = e[t];
              if (0 !== a) {
                if (e[n = o[o.length - 1]] < a) {
                  s[t] = n, o.push(t);
                  continue;
                }
                for (l = 0, r = o.length - 1; l < r;) e[o[i = l + r >> 1]] < a ? l = i + 1 : r = i;
                a < e[o[l]] && (l > 0 && (s[t] = o[l - 1]), o[l] = t);
              }
            }
            for (l = o.length, r = o[l - 1]; l-- > 0;) o[l] = r, r = s[r];
            return o;
          }(w)
          : _;
        for (d = E.length - 1, u = b - 1; u >= 0; u--) {
          let e = g + u, f = t[e], p = t[e + 1], h = e + 1 < c ? p.el || p.placeholder : l;
          0 === w[u] ? S(null, f, n, h, r, i, s, o, a) : C && (d < 0 || u !== E[d] ? J(f, n, h, 2) : d--);
        }
      }
    },
    J = (e, t, n, l, r = null) => {
      let { el: o, type: a, transition: u, children: c, shapeFlag: f } = e;
      if (6 & f) return void J(e.component.subTree, t, n, l);
      if (128 & f) return void e.suspense.move(t, n, l);
      if (64 & f) return void a.move(e, t, n, ei);
      if (a === rX) {
        i(o, t, n);
        for (let e = 0; e < c.length; e++) J(c[e], t, n, l);
        i(e.anchor, t, n);
        return;
      }
      if (a === rQ) {
        return void (({ el: e, anchor: t }, n, l) => {
          let r;
          for (; e && e !== t;) r = h(e), i(e, n, l), e = r;
          i(t, n, l);
        })(e, t, n);
      }
      if (2 !== l && 1 & f && u) {
        if (0 === l) u.beforeEnter(o), i(o, t, n), rh(() => u.enter(o), r);
        else {
          let { leave: l, delayLeave: r, afterLeave: a } = u,
            c = () => {
              e.ctx.isUnmounted ? s(o) : i(o, t, n);
            },
            f = () => {
              o._isLeaving && o[nx](!0),
                l(o, () => {
                  c(), a && a();
                });
            };
          r ? r(o, c, f) : f();
        }
      } else i(o, t, n);
    },
    X = (e, t, n, l = !1, r = !1) => {
      let i,
        {
          type: s,
          props: o,
          ref: a,
          children: u,
          dynamicChildren: c,
          shapeFlag: f,
          patchFlag: p,
          dirs: d,
          cacheIndex: h,
        } = e;
      if (
        -2 === p && (r = !1),
          null != a && (eN(), n$(a, null, n, e, !0), eP()),
          null != h && (t.renderCache[h] = void 0),
          256 & f
      ) return void t.ctx.deactivate(e);
      let g = 1 & f && d, _ = !n8(e);
      if (_ && (i = o && o.onVnodeBeforeUnmount) && i_(i, t, e), 6 & f) ee(e.component, n, l);
      else {
        if (128 & f) return void e.suspense.unmount(n, l);
        g && nf(e, null, t, "beforeUnmount"),
          64 & f
            ? e.type.remove(e, t, n, ei, l)
            : c && !c.hasOnce && (s !== rX || p > 0 && 64 & p)
            ? et(c, t, n, !1, !0)
            : (s === rX && 384 & p || !r && 16 & f) && et(u, t, n),
          l && Z(e);
      }
      (_ && (i = o && o.onVnodeUnmounted) || g) && rh(() => {
        i && i_(i, t, e), g && nf(e, null, t, "unmounted");
      }, n);
    },
    Z = (e) => {
      let { type: t, el: n, anchor: l, transition: r } = e;
      if (t === rX) return void Q(n, l);
      if (t === rQ) {
        return void (({ el: e, anchor: t }) => {
          let n;
          for (; e && e !== t;) n = h(e), s(e), e = n;
          s(t);
        })(e);
      }
      let i = () => {
        s(n), r && !r.persisted && r.afterLeave && r.afterLeave();
      };
      if (1 & e.shapeFlag && r && !r.persisted) {
        let { leave: t, delayLeave: l } = r, s = () => t(n, i);
        l ? l(e.el, i, s) : s();
      } else i();
    },
    Q = (e, t) => {
      let n;
      for (; e !== t;) n = h(e), s(e), e = n;
      s(t);
    },
    ee = (e, t, n) => {
      let { bum: l, scope: r, job: i, subTree: s, um: o, m: a, a: u } = e;
      rC(a),
        rC(u),
        l && G(l),
        r.stop(),
        i && (i.flags |= 8, X(s, e, t, n)),
        o && rh(o, t),
        rh(() => {
          e.isUnmounted = !0;
        }, t);
    },
    et = (e, t, n, l = !1, r = !1, i = 0) => {
      for (let s = i; s < e.length; s++) X(e[s], t, n, l, r);
    },
    en = (e) => {
      if (6 & e.shapeFlag) return en(e.component.subTree);
      if (128 & e.shapeFlag) return e.suspense.next();
      let t = h(e.anchor || e.el), n = t && t[np];
      return n ? h(n) : t;
    },
    el = !1,
    er = (e, t, n) => {
      null == e ? t._vnode && X(t._vnode, null, null, !0) : S(t._vnode || null, e, t, null, null, null, n),
        t._vnode = e,
        el || (el = !0, ne(), nt(), el = !1);
    },
    ei = { p: S, um: X, m: J, r: Z, mt: V, mc: N, pc: K, pbc: I, n: en, o: e };
  return t && ([l, r] = t(ei)), {
    render: er,
    hydrate: l,
    createApp: (n = l, function (e, t = null) {
      O(e) || (e = C({}, e)), null == t || M(t) || (t = null);
      let l = l4(),
        r = new WeakSet(),
        i = [],
        s = !1,
        o = l.app = {
          _uid: l3++,
          _component: e,
          _props: t,
          _container: null,
          _context: l,
          _instance: null,
          version: iB,
          get config() {
            return l.config;
          },
          set config(v) {},
          use: (
            e,
            ...t
          ) => (r.has(e) || (e && O(e.install) ? (r.add(e), e.install(o, ...t)) : O(e) && (r.add(e), e(o, ...t))), o),
          mixin: (e) => (l.mixins.includes(e) || l.mixins.push(e), o),
          component: (e, t) => t ? (l.components[e] = t, o) : l.components[e],
          directive: (e, t) => t ? (l.directives[e] = t, o) : l.directives[e],
          mount(r, i, a) {
            if (!s) {
              let u = o._ceVNode || is(e, t);
              return u.appContext = l,
                !0 === a ? a = "svg" : !1 === a && (a = void 0),
                i && n ? n(u, r) : er(u, r, a),
                s = !0,
                o._container = r,
                r.__vue_app__ = o,
                iI(u.component);
            }
          },
          onUnmount(e) {
            i.push(e);
          },
          unmount() {
            s && (tZ(i, o._instance, 16), er(null, o._container), delete o._container.__vue_app__);
          },
          provide: (e, t) => (l.provides[e] = t, o),
          runWithContext(e) {
            let t = l5;
            l5 = o;
            try {
              return e();
            } finally {
              l5 = t;
            }
          },
        };
      return o;
    }),
  };
}
function rm({ type: e, props: t }, n) {
  return "svg" === n && "foreignObject" === e ||
      "mathml" === n && "annotation-xml" === e && t && t.encoding && t.encoding.includes("html")
    ? void 0
    : n;
}
function ry({ effect: e, job: t }, n) {
  n ? (e.flags |= 32, t.flags |= 4) : (e.flags &= -33, t.flags &= -5);
}
function rb(e, t) {
  return (!e || e && !e.pendingBranch) && t && !t.persisted;
}
function rS(e, t, n = !1) {
  let l = e.children, r = t.children;
  if (k(l) && k(r)) {
    for (let e = 0; e < l.length; e++) {
      let t = l[e], i = r[e];
      1 & i.shapeFlag && !i.dynamicChildren &&
      ((i.patchFlag <= 0 || 32 === i.patchFlag) && ((i = r[e] = ih(r[e])).el = t.el),
        n || -2 === i.patchFlag || rS(t, i)),
        i.type === rZ && -1 !== i.patchFlag && (i.el = t.el),
        i.type !== rY || i.el || (i.el = t.el);
    }
  }
}
function rC(e) {
  if (e) { for (let t = 0; t < e.length; t++) e[t].flags |= 8; }
}
let rx = Symbol.for("v-scx"), rw = () => l7(rx);
function rE(e, t) {
  return rR(e, null, t);
}
function rk(e, t) {
  return rR(e, null, { flush: "post" });
}
function rT(e, t) {
  return rR(e, null, { flush: "sync" });
}
function rA(e, t, n) {
  return rR(e, t, n);
}
function rR(e, t, n = g) {
  let l, { immediate: r, flush: i } = n, s = C({}, n), o = t && r || !t && "post" !== i;
  if (ik) {
    if ("sync" === i) {
      let e = rw();
      l = e.__watcherHandles || (e.__watcherHandles = []);
    } else if (!o) {
      let e = () => {};
      return e.stop = m, e.resume = m, e.pause = m, e;
    }
  }
  let a = iS;
  s.call = (e, t, n) => tZ(e, a, t, n);
  let u = !1;
  "post" === i
    ? s.scheduler = (e) => {
      rh(e, a && a.suspense);
    }
    : "sync" !== i && (u = !0,
      s.scheduler = (e, t) => {
        t ? e() : t5(e);
      }),
    s.augmentJob = (e) => {
      t && (e.flags |= 4), u && (e.flags |= 2, a && (e.id = a.uid, e.i = a));
    };
  let c = function (e, t, n = g) {
    let l,
      r,
      i,
      s,
      { immediate: o, deep: a, once: u, scheduler: c, augmentJob: f, call: d } = n,
      h = (e) => a ? e : t_(e) || !1 === a || 0 === a ? tq(e, 1) : tq(e),
      _ = !1,
      y = !1;
    if (
      tx(e)
        ? (r = () => e.value, _ = t_(e))
        : tg(e)
        ? (r = () => h(e), _ = !0)
        : k(e)
        ? (y = !0,
          _ = e.some((e) => tg(e) || t_(e)),
          r = () => e.map((e) => tx(e) ? e.value : tg(e) ? h(e) : O(e) ? d ? d(e, 2) : e() : void 0))
        : r = O(e)
          ? t ? d ? () => d(e, 2) : e : () => {
            if (i) {
              eN();
              try {
                i();
              } finally {
                eP();
              }
            }
            let t = p;
            p = l;
            try {
              return d ? d(e, 3, [s]) : e(s);
            } finally {
              p = t;
            }
          }
          : m, t && a
    ) {
      let e = r, t = !0 === a ? 1 / 0 : a;
      r = () => tq(e(), t);
    }
    let b = eg(),
      S = () => {
        l.stop(), b && b.active && x(b.effects, l);
      };
    if (u && t) {
      let e = t;
      t = (...t) => {
        e(...t), S();
      };
    }
    let C = y ? Array(e.length).fill(tH) : tH,
      w = (e) => {
        if (1 & l.flags && (l.dirty || e)) {
          if (t) {
            let e = l.run();
            if (a || _ || (y ? e.some((e, t) => q(e, C[t])) : q(e, C))) {
              i && i();
              let n = p;
              p = l;
              try {
                let n = [e, C === tH ? void 0 : y && C[0] === tH ? [] : C, s];
                C = e, d ? d(t, 3, n) : t(...n);
              } finally {
                p = n;
              }
            }
          } else l.run();
        }
      };
    return f && f(w),
      (l = new em(r)).scheduler = c ? () => c(w, !1) : w,
      s = (e) => tz(e, !1, l),
      i = l.onStop = () => {
        let e = tW.get(l);
        if (e) {
          if (d) d(e, 4);
          else for (let t of e) t();
          tW.delete(l);
        }
      },
      t ? o ? w(!0) : C = l.run() : c ? c(w.bind(null, !0), !0) : l.run(),
      S.pause = l.pause.bind(l),
      S.resume = l.resume.bind(l),
      S.stop = S,
      S;
  }(e, t, s);
  return ik && (l ? l.push(c) : o && c()), c;
}
function rO(e, t, n) {
  let l, r = this.proxy, i = N(e) ? e.includes(".") ? rN(r, e) : () => r[e] : e.bind(r, r);
  O(t) ? l = t : (l = t.handler, n = t);
  let s = ix(this), o = rR(i, l.bind(r), n);
  return s(), o;
}
function rN(e, t) {
  let n = t.split(".");
  return () => {
    let t = e;
    for (let e = 0; e < n.length && t; e++) t = t[n[e]];
    return t;
  };
}
function rP(e, t, n = g) {
  let l = iC(),
    r = $(t),
    i = W(t),
    s = rM(e, r),
    o = tI((s, o) => {
      let a, u, c = g;
      return rT(() => {
        let t = e[r];
        q(a, t) && (a = t, o());
      }),
        {
          get: () => (s(), n.get ? n.get(a) : a),
          set(e) {
            let s = n.set ? n.set(e) : e;
            if (!q(s, a) && !(c !== g && q(e, c))) return;
            let f = l.vnode.props;
            f && (t in f || r in f || i in f) &&
              (`onUpdate:${t}` in f || `onUpdate:${r}` in f || `onUpdate:${i}` in f) || (a = e, o()),
              l.emit(`update:${t}`, s),
              q(e, s) && q(e, c) && !q(s, u) && o(),
              c = e,
              u = s;
          },
        };
    });
  return o[Symbol.iterator] = () => {
    let e = 0;
    return { next: () => e < 2 ? { value: e++ ? s || g : o, done: !1 } : { done: !0 } };
  },
    o;
}
let rM = (e, t) =>
  "modelValue" === t || "model-value" === t
    ? e.modelModifiers
    : e[`${t}Modifiers`] || e[`${$(t)}Modifiers`] || e[`${W(t)}Modifiers`];
function rI(e, t, ...n) {
  let l;
  if (e.isUnmounted) return;
  let r = e.vnode.props || g, i = n, s = t.startsWith("update:"), o = s && rM(r, t.slice(7));
  o && (o.trim && (i = n.map((e) => N(e) ? e.trim() : e)), o.number && (i = n.map(X)));
  let a = r[l = z(t)] || r[l = z($(t))];
  !a && s && (a = r[l = z(W(t))]), a && tZ(a, e, 6, i);
  let u = r[l + "Once"];
  if (u) {
    if (e.emitted) { if (e.emitted[l]) return; }
    else e.emitted = {};
    e.emitted[l] = !0, tZ(u, e, 6, i);
  }
}
let rL = new WeakMap();
function rD(e, t) {
  return !!e && !!b(t) &&
    (E(e, (t = t.slice(2).replace(/Once$/, ""))[0].toLowerCase() + t.slice(1)) || E(e, W(t)) || E(e, t));
}
function rF(e) {
  let t,
    n,
    {
      type: l,
      vnode: r,
      proxy: i,
      withProxy: s,
      propsOptions: [o],
      slots: a,
      attrs: u,
      emit: c,
      render: f,
      renderCache: p,
      props: d,
      data: h,
      setupState: g,
      ctx: _,
      inheritAttrs: m,
    } = e,
    y = ni(e);
  try {
    if (4 & r.shapeFlag) {
      let e = s || i;
      t = id(f.call(e, e, p, d, g, h, _)), n = u;
    } else t = id(l.length > 1 ? l(d, { attrs: u, slots: a, emit: c }) : l(d, null)), n = l.props ? u : rV(u);
  } catch (n) {
    r0.length = 0, tY(n, e, 1), t = is(rY);
  }
  let b = t;
  if (n && !1 !== m) {
    let e = Object.keys(n), { shapeFlag: t } = b;
    e.length && 7 & t && (o && e.some(S) && (n = rU(n, o)), b = ia(b, n, !1, !0));
  }
  return r.dirs && ((b = ia(b, null, !1, !0)).dirs = b.dirs ? b.dirs.concat(r.dirs) : r.dirs),
    r.transition && nL(b, r.transition),
    t = b,
    ni(y),
    t;
}
let rV = (e) => {
    let t;
    for (let n in e) ("class" === n || "style" === n || b(n)) && ((t || (t = {}))[n] = e[n]);
    return t;
  },
  rU = (e, t) => {
    let n = {};
    for (let l in e) S(l) && l.slice(9) in t || (n[l] = e[l]);
    return n;
  };
function rj(e, t, n) {
  let l = Object.keys(t);
  if (l.length !== Object.keys(e).length) return !0;
  for (let r = 0; r < l.length; r++) {
    let i = l[r];
    if (t[i] !== e[i] && !rD(n, i)) return !0;
  }
  return !1;
}
function rB({ vnode: e, parent: t }, n) {
  for (; t;) {
    let l = t.subTree;
    if (l.suspense && l.suspense.activeBranch === e && (l.el = e.el), l === e) (e = t.vnode).el = n, t = t.parent;
    else break;
  }
}
let r$ = (e) => e.__isSuspense,
  rH = 0,
  rW = {
    name: "Suspense",
    __isSuspense: !0,
    process(e, t, n, l, r, i, s, o, a, u) {
      if (null == e) {
        var c = t, f = n, p = l, d = r, h = i, g = s, _ = o, m = a, y = u;
        let { p: e, o: { createElement: b } } = y, S = b("div"), C = c.suspense = rz(c, h, d, f, S, p, g, _, m, y);
        e(null, C.pendingBranch = c.ssContent, S, null, d, C, g, _),
          C.deps > 0
            ? (rK(c, "onPending"), rK(c, "onFallback"), e(null, c.ssFallback, f, p, d, null, g, _), rJ(C, c.ssFallback))
            : C.resolve(!1, !0);
      } else {
        if (i && i.deps > 0 && !e.suspense.isInFallback) {
          t.suspense = e.suspense, t.suspense.vnode = t, t.el = e.el;
          return;
        }
        !function (e, t, n, l, r, i, s, o, { p: a, um: u, o: { createElement: c } }) {
          let f = t.suspense = e.suspense;
          f.vnode = t, t.el = e.el;
          let p = t.ssContent,
            d = t.ssFallback,
            { activeBranch: h, pendingBranch: g, isInFallback: _, isHydrating: m } = f;
          if (g) {
            f.pendingBranch = p,
              ie(g, p)
                ? (a(g, p, f.hiddenContainer, null, r, f, i, s, o),
                  f.deps <= 0 ? f.resolve() : _ && !m && (a(h, d, n, l, r, null, i, s, o), rJ(f, d)))
                : (f.pendingId = rH++,
                  m ? (f.isHydrating = !1, f.activeBranch = g) : u(g, r, f),
                  f.deps = 0,
                  f.effects.length = 0,
                  f.hiddenContainer = c("div"),
                  _
                    ? (a(null, p, f.hiddenContainer, null, r, f, i, s, o),
                      f.deps <= 0 ? f.resolve() : (a(h, d, n, l, r, null, i, s, o), rJ(f, d)))
                    : h && ie(h, p)
                    ? (a(h, p, n, l, r, f, i, s, o), f.resolve(!0))
                    : (a(null, p, f.hiddenContainer, null, r, f, i, s, o), f.deps <= 0 && f.resolve()));
          } else if (h && ie(h, p)) a(h, p, n, l, r, f, i, s, o), rJ(f, p);
          else if (
            rK(t, "onPending"),
              f.pendingBranch = p,
              512 & p.shapeFlag ? f.pendingId = p.component.suspenseId : f.pendingId = rH++,
              a(null, p, f.hiddenContainer, null, r, f, i, s, o),
              f.deps <= 0
          ) f.resolve();
          else {
            let { timeout: e, pendingId: t } = f;
            e > 0
              ? setTimeout(() => {
                f.pendingId === t && f.fallback(d);
              }, e)
              : 0 === e && f.fallback(d);
          }
        }(e, t, n, l, r, s, o, a, u);
      }
    },
    hydrate: function (e, t, n, l, r, i, s, o, a) {
      let u = t.suspense = rz(t, l, n, e.parentNode, document.createElement("div"), null, r, i, s, o, !0),
        c = a(e, u.pendingBranch = t.ssContent, n, u, i, s);
      return 0 === u.deps && u.resolve(!1, !0), c;
    },
    normalize: function (e) {
      let { shapeFlag: t, children: n } = e, l = 32 & t;
      e.ssContent = rq(l ? n.default : n), e.ssFallback = l ? rq(n.fallback) : is(rY);
    },
  };
function rK(e, t) {
  let n = e.props && e.props[t];
  O(n) && n();
}
function rz(e, t, n, l, r, i, s, o, a, u, c = !1) {
  let f,
    { p: p, m: d, um: h, n: g, o: { parentNode: _, remove: m } } = u,
    y = function (e) {
      let t = e.props && e.props.suspensible;
      return null != t && !1 !== t;
    }(e);
  y && t && t.pendingBranch && (f = t.pendingId, t.deps++);
  let b = e.props ? Z(e.props.timeout) : void 0,
    S = i,
    C = {
      vnode: e,
      parent: t,
      parentComponent: n,
      namespace: s,
      container: l,
      hiddenContainer: r,
      deps: 0,
      pendingId: rH++,
      timeout: "number" == typeof b ? b : -1,
      activeBranch: null,
      pendingBranch: null,
      isInFallback: !c,
      isHydrating: c,
      isUnmounted: !1,
      effects: [],
      resolve(e = !1, n = !1) {
        let {
            vnode: l,
            activeBranch: r,
            pendingBranch: s,
            pendingId: o,
            effects: a,
            parentComponent: u,
            container: c,
          } = C,
          p = !1;
        C.isHydrating
          ? C.isHydrating = !1
          : !e && ((p = r && s.transition && "out-in" === s.transition.mode) && (r.transition.afterLeave = () => {
            o === C.pendingId && (d(s, c, i === S ? g(r) : i, 0), t7(a));
          }),
            r && (_(r.el) === c && (i = g(r)), h(r, u, C, !0)),
            p || d(s, c, i, 0)),
          rJ(C, s),
          C.pendingBranch = null,
          C.isInFallback = !1;
        let m = C.parent, b = !1;
        for (; m;) {
          if (m.pendingBranch) {
            m.effects.push(...a), b = !0;
            break;
          }
          m = m.parent;
        }
        b || p || t7(a),
          C.effects = [],
          y && t && t.pendingBranch && f === t.pendingId && (t.deps--, 0 !== t.deps || n || t.resolve()),
          rK(l, "onResolve");
      },
      fallback(e) {
        if (!C.pendingBranch) return;
        let { vnode: t, activeBranch: n, parentComponent: l, container: r, namespace: i } = C;
        rK(t, "onFallback");
        let s = g(n),
          u = () => {
            C.isInFallback && (p(null, e, r, s, l, null, i, o, a), rJ(C, e));
          },
          c = e.transition && "out-in" === e.transition.mode;
        c && (n.transition.afterLeave = u), C.isInFallback = !0, h(n, l, null, !0), c || u();
      },
      move(e, t, n) {
        C.activeBranch && d(C.activeBranch, e, t, n), C.container = e;
      },
      next: () => C.activeBranch && g(C.activeBranch),
      registerDep(e, t, n) {
        let l = !!C.pendingBranch;
        l && C.deps++;
        let r = e.vnode.el;
        e.asyncDep.catch((t) => {
          tY(t, e, 0);
        }).then((i) => {
          if (e.isUnmounted || C.isUnmounted || C.pendingId !== e.suspenseId) return;
          e.asyncResolved = !0;
          let { vnode: o } = e;
          iA(e, i, !1), r && (o.el = r);
          let a = !r && e.subTree.el;
          t(e, o, _(r || e.subTree.el), r ? null : g(e.subTree), C, s, n),
            a && m(a),
            rB(e, o.el),
            l && 0 == --C.deps && C.resolve();
        });
      },
      unmount(e, t) {
        C.isUnmounted = !0,
          C.activeBranch && h(C.activeBranch, n, e, t),
          C.pendingBranch && h(C.pendingBranch, n, e, t);
      },
    };
  return C;
}
function rq(e) {
  let t;
  if (O(e)) {
    let n = r8 && e._c;
    n && (e._d = !1, r2()), e = e(), n && (e._d = !0, t = r1, r6());
  }
  return k(e) && (e = function (e, t = !0) {
    let n;
    for (let t = 0; t < e.length; t++) {
      let l = e[t];
      if (!r7(l)) return;
      if (l.type !== rY || "v-if" === l.children) {
        if (n) return;
        else n = l;
      }
    }
    return n;
  }(e)),
    e = id(e),
    t && !e.dynamicChildren && (e.dynamicChildren = t.filter((t) => t !== e)),
    e;
}
function rG(e, t) {
  t && t.pendingBranch ? k(e) ? t.effects.push(...e) : t.effects.push(e) : t7(e);
}
function rJ(e, t) {
  e.activeBranch = t;
  let { vnode: n, parentComponent: l } = e, r = t.el;
  for (; !r && t.component;) r = (t = t.component.subTree).el;
  n.el = r, l && l.subTree === n && (l.vnode.el = r, rB(l, r));
}
let rX = Symbol.for("v-fgt"),
  rZ = Symbol.for("v-txt"),
  rY = Symbol.for("v-cmt"),
  rQ = Symbol.for("v-stc"),
  r0 = [],
  r1 = null;
function r2(e = !1) {
  r0.push(r1 = e ? null : []);
}
function r6() {
  r0.pop(), r1 = r0[r0.length - 1] || null;
}
let r8 = 1;
function r4(e, t = !1) {
  r8 += e, e < 0 && r1 && t && (r1.hasOnce = !0);
}
function r3(e) {
  return e.dynamicChildren = r8 > 0 ? r1 || _ : null, r6(), r8 > 0 && r1 && r1.push(e), e;
}
function r5(e, t, n, l, r, i) {
  return r3(ii(e, t, n, l, r, i, !0));
}
function r9(e, t, n, l, r) {
  return r3(is(e, t, n, l, r, !0));
}
function r7(e) {
  return !!e && !0 === e.__v_isVNode;
}
function ie(e, t) {
  return e.type === t.type && e.key === t.key;
}
function it(e) {}
let il = ({ key: e }) => null != e ? e : null,
  ir = (
    { ref: e, ref_key: t, ref_for: n },
  ) => ("number" == typeof e && (e = "" + e),
    null != e ? N(e) || tx(e) || O(e) ? { i: nl, r: e, k: t, f: !!n } : e : null);
function ii(e, t = null, n = null, l = 0, r = null, i = +(e !== rX), s = !1, o = !1) {
  let a = {
    __v_isVNode: !0,
    __v_skip: !0,
    type: e,
    props: t,
    key: t && il(t),
    ref: t && ir(t),
    scopeId: nr,
    slotScopeIds: null,
    children: n,
    component: null,
    suspense: null,
    ssContent: null,
    ssFallback: null,
    dirs: null,
    transition: null,
    el: null,
    anchor: null,
    target: null,
    targetStart: null,
    targetAnchor: null,
    staticCount: 0,
    shapeFlag: i,
    patchFlag: l,
    dynamicProps: r,
    dynamicChildren: null,
    appContext: null,
    ctx: nl,
  };
  return o ? (ig(a, n), 128 & i && e.normalize(a)) : n && (a.shapeFlag |= N(n) ? 8 : 16),
    r8 > 0 && !s && r1 && (a.patchFlag > 0 || 6 & i) && 32 !== a.patchFlag && r1.push(a),
    a;
}
let is = function (e, t = null, n = null, l = 0, r = null, i = !1) {
  var s;
  if (e && e !== ly || (e = rY), r7(e)) {
    let l = ia(e, t, !0);
    return n && ig(l, n),
      r8 > 0 && !i && r1 && (6 & l.shapeFlag ? r1[r1.indexOf(e)] = l : r1.push(l)),
      l.patchFlag = -2,
      l;
  }
  if (O(s = e) && "__vccOpts" in s && (e = e.__vccOpts), t) {
    let { class: e, style: n } = t = io(t);
    e && !N(e) && (t.class = er(e)), M(n) && (tm(n) && !k(n) && (n = C({}, n)), t.style = ee(n));
  }
  let o = N(e) ? 1 : r$(e) ? 128 : e.__isTeleport ? 64 : M(e) ? 4 : 2 * !!O(e);
  return ii(e, t, n, l, r, o, i, !0);
};
function io(e) {
  return e ? tm(e) || rl(e) ? C({}, e) : e : null;
}
function ia(e, t, n = !1, l = !1) {
  let { props: r, ref: i, patchFlag: s, children: o, transition: a } = e,
    u = t ? iv(r || {}, t) : r,
    c = {
      __v_isVNode: !0,
      __v_skip: !0,
      type: e.type,
      props: u,
      key: u && il(u),
      ref: t && t.ref ? n && i ? k(i) ? i.concat(ir(t)) : [i, ir(t)] : ir(t) : i,
      scopeId: e.scopeId,
      slotScopeIds: e.slotScopeIds,
      children: o,
      target: e.target,
      targetStart: e.targetStart,
      targetAnchor: e.targetAnchor,
      staticCount: e.staticCount,
      shapeFlag: e.shapeFlag,
      patchFlag: t && e.type !== rX ? -1 === s ? 16 : 16 | s : s,
      dynamicProps: e.dynamicProps,
      dynamicChildren: e.dynamicChildren,
      appContext: e.appContext,
      dirs: e.dirs,
      transition: a,
      component: e.component,
      suspense: e.suspense,
      ssContent: e.ssContent && ia(e.ssContent),
      ssFallback: e.ssFallback && ia(e.ssFallback),
      placeholder: e.placeholder,
      el: e.el,
      anchor: e.anchor,
      ctx: e.ctx,
      ce: e.ce,
    };
  return a && l && nL(c, a.clone(c)), c;
}
function iu(e = " ", t = 0) {
  return is(rZ, null, e, t);
}
function ic(e, t) {
  let n = is(rQ, null, e);
  return n.staticCount = t, n;
}
function ip(e = "", t = !1) {
  return t ? (r2(), r9(rY, null, e)) : is(rY, null, e);
}
function id(e) {
  return null == e || "boolean" == typeof e
    ? is(rY)
    : k(e)
    ? is(rX, null, e.slice())
    : r7(e)
    ? ih(e)
    : is(rZ, null, String(e));
}
function ih(e) {
  return null === e.el && -1 !== e.patchFlag || e.memo ? e : ia(e);
}
function ig(e, t) {
  let n = 0, { shapeFlag: l } = e;
  if (null == t) t = null;
  else if (k(t)) n = 16;
  else if ("object" == typeof t) {
    if (65 & l) {
      let n = t.default;
      n && (n._c && (n._d = !1), ig(e, n()), n._c && (n._d = !0));
      return;
    } else {
      n = 32;
      let l = t._;
      l || rl(t) ? 3 === l && nl && (1 === nl.slots._ ? t._ = 1 : (t._ = 2, e.patchFlag |= 1024)) : t._ctx = nl;
    }
  } else O(t) ? (t = { default: t, _ctx: nl }, n = 32) : (t = String(t), 64 & l ? (n = 16, t = [iu(t)]) : n = 8);
  e.children = t, e.shapeFlag |= n;
}
function iv(...e) {
  let t = {};
  for (let n = 0; n < e.length; n++) {
    let l = e[n];
    for (let e in l) {
      if ("class" === e) t.class !== l.class && (t.class = er([t.class, l.class]));
      else if ("style" === e) t.style = ee([t.style, l.style]);
      else if (b(e)) {
        let n = t[e], r = l[e];
        r && n !== r && !(k(n) && n.includes(r)) && (t[e] = n ? [].concat(n, r) : r);
      } else "" !== e && (t[e] = l[e]);
    }
  }
  return t;
}
function i_(e, t, n, l = null) {
  tZ(e, t, 7, [n, l]);
}
let im = l4(), iy = 0;
function ib(e, t, n) {
  let l = e.type,
    r = (t ? t.appContext : e.appContext) || im,
    i = {
      uid: iy++,
      vnode: e,
      type: l,
      parent: t,
      appContext: r,
      root: null,
      next: null,
      subTree: null,
      effect: null,
      update: null,
      job: null,
      scope: new ed(!0),
      render: null,
      proxy: null,
      exposed: null,
      exposeProxy: null,
      withProxy: null,
      provides: t ? t.provides : Object.create(r.provides),
      ids: t ? t.ids : ["", 0, 0],
      accessCache: null,
      renderCache: [],
      components: null,
      directives: null,
      propsOptions: function e(t, n, l = !1) {
        let r = l ? rs : n.propsCache, i = r.get(t);
        if (i) return i;
        let s = t.props, o = {}, a = [], u = !1;
        if (!O(t)) {
          let r = (t) => {
            u = !0;
            let [l, r] = e(t, n, !0);
            C(o, l), r && a.push(...r);
          };
          !l && n.mixins.length && n.mixins.forEach(r), t.extends && r(t.extends), t.mixins && t.mixins.forEach(r);
        }
        if (!s && !u) return M(t) && r.set(t, _), _;
        if (k(s)) {
          for (let e = 0; e < s.length; e++) {
            let t = $(s[e]);
            ro(t) && (o[t] = g);
          }
        } else if (s) {
          for (let e in s) {
            let t = $(e);
            if (ro(t)) {
              let n = s[e], l = o[t] = k(n) || O(n) ? { type: n } : C({}, n), r = l.type, i = !1, u = !0;
              if (k(r)) {
                for (let e = 0; e < r.length; ++e) {
                  let t = r[e], n = O(t) && t.name;
                  if ("Boolean" === n) {
                    i = !0;
                    break;
                  }
                  "String" === n && (u = !1);
                }
              } else i = O(r) && "Boolean" === r.name;
              l[0] = i, l[1] = u, (i || E(l, "default")) && a.push(t);
            }
          }
        }
        let c = [o, a];
        return M(t) && r.set(t, c), c;
      }(l, r),
      emitsOptions: function e(t, n, l = !1) {
        let r = l ? rL : n.emitsCache, i = r.get(t);
        if (void 0 !== i) return i;
        let s = t.emits, o = {}, a = !1;
        if (!O(t)) {
          let r = (t) => {
            let l = e(t, n, !0);
            l && (a = !0, C(o, l));
          };
          !l && n.mixins.length && n.mixins.forEach(r), t.extends && r(t.extends), t.mixins && t.mixins.forEach(r);
        }
        return s || a
          ? (k(s) ? s.forEach((e) => o[e] = null) : C(o, s), M(t) && r.set(t, o), o)
          : (M(t) && r.set(t, null), null);
      }(l, r),
      emit: null,
      emitted: null,
      propsDefaults: g,
      inheritAttrs: l.inheritAttrs,
      ctx: g,
      data: g,
      props: g,
      attrs: g,
      slots: g,
      refs: g,
      setupState: g,
      setupContext: null,
      suspense: n,
      suspenseId: n ? n.pendingId : 0,
      asyncDep: null,
      asyncResolved: !1,
      isMounted: !1,
      isUnmounted: !1,
      isDeactivated: !1,
      bc: null,
      c: null,
      bm: null,
      m: null,
      bu: null,
      u: null,
      um: null,
      bum: null,
      da: null,
      a: null,
      rtg: null,
      rtc: null,
      ec: null,
      sp: null,
    };
  return i.ctx = { _: i }, i.root = t ? t.root : i, i.emit = rI.bind(null, i), e.ce && e.ce(i), i;
}
let iS = null, iC = () => iS || nl;
{
  let e = Y(),
    t = (t, n) => {
      let l;
      return (l = e[t]) || (l = e[t] = []), l.push(n), (e) => {
        l.length > 1 ? l.forEach((t) => t(e)) : l[0](e);
      };
    };
  o = t("__VUE_INSTANCE_SETTERS__", (e) => iS = e), a = t("__VUE_SSR_SETTERS__", (e) => ik = e);
}
let ix = (e) => {
    let t = iS;
    return o(e), e.scope.on(), () => {
      e.scope.off(), o(t);
    };
  },
  iw = () => {
    iS && iS.scope.off(), o(null);
  };
function iE(e) {
  return 4 & e.vnode.shapeFlag;
}
let ik = !1;
function iT(e, t = !1, n = !1) {
  t && a(t);
  let { props: l, children: r } = e.vnode, i = iE(e);
  !function (e, t, n, l = !1) {
    let r = {}, i = rn();
    for (let n in e.propsDefaults = Object.create(null), rr(e, t, r, i), e.propsOptions[0]) n in r || (r[n] = void 0);
    n ? e.props = l ? r : tf(r) : e.type.props ? e.props = r : e.props = i, e.attrs = i;
  }(e, l, i, t);
  var s = n || t;
  let o = e.slots = rn();
  if (32 & e.vnode.shapeFlag) {
    let e = r._;
    e ? (rd(o, r, s), s && J(o, "_", e, !0)) : rf(r, o);
  } else r && rp(e, r);
  let u = i
    ? function (e, t) {
      let n = e.type;
      e.accessCache = Object.create(null), e.proxy = new Proxy(e.ctx, lP);
      let { setup: l } = n;
      if (l) {
        eN();
        let n = e.setupContext = l.length > 1 ? iM(e) : null, r = ix(e), i = tX(l, e, 0, [e.props, n]), s = I(i);
        if (eP(), r(), (s || e.sp) && !n8(e) && nU(e), s) {
          if (i.then(iw, iw), t) {
            return i.then((n) => {
              iA(e, n, t);
            }).catch((t) => {
              tY(t, e, 0);
            });
          }
          e.asyncDep = i;
        } else iA(e, i, t);
      } else iN(e, t);
    }(e, t)
    : void 0;
  return t && a(!1), u;
}
function iA(e, t, n) {
  O(t) ? e.type.__ssrInlineRender ? e.ssrRender = t : e.render = t : M(t) && (e.setupState = tP(t)), iN(e, n);
}
function iR(e) {
  u = e,
    c = (e) => {
      e.render._rc && (e.withProxy = new Proxy(e.ctx, lM));
    };
}
let iO = () => !u;
function iN(e, t, n) {
  let l = e.type;
  if (!e.render) {
    if (!t && u && !l.render) {
      let t = l.template || lZ(e).template;
      if (t) {
        let { isCustomElement: n, compilerOptions: r } = e.appContext.config,
          { delimiters: i, compilerOptions: s } = l,
          o = C(C({ isCustomElement: n, delimiters: i }, r), s);
        l.render = u(t, o);
      }
    }
    e.render = l.render || m, c && c(e);
  }
  {
    let t = ix(e);
    eN();
    try {
      !function (e) {
        let t = lZ(e), n = e.proxy, l = e.ctx;
        lJ = !1, t.beforeCreate && lX(t.beforeCreate, e, "bc");
        let {
          data: r,
          computed: i,
          methods: s,
          watch: o,
          provide: a,
          inject: u,
          created: c,
          beforeMount: f,
          mounted: p,
          beforeUpdate: d,
          updated: h,
          activated: g,
          deactivated: _,
          beforeUnmount: y,
          unmounted: b,
          render: S,
          renderTracked: C,
          renderTriggered: x,
          errorCaptured: w,
          serverPrefetch: E,
          expose: T,
          inheritAttrs: A,
          components: R,
          directives: P,
        } = t;
        if (
          u && function (e, t, n = m) {
            for (let n in k(e) && (e = l1(e)), e) {
              let l, r = e[n];
              tx(l = M(r) ? "default" in r ? l7(r.from || n, r.default, !0) : l7(r.from || n) : l7(r))
                ? Object.defineProperty(t, n, {
                  enumerable: !0,
                  configurable: !0,
                  get: () => l.value,
                  set: (e) => l.value = e,
                })
                : t[n] = l;
            }
          }(u, l, null), s
        ) {
          for (let e in s) {
            let t = s[e];
            O(t) && (l[e] = t.bind(n));
          }
        }
        if (r) {
          let t = r.call(n, n);
          M(t) && (e.data = tc(t));
        }
        if (lJ = !0, i) {
          for (let e in i) {
            let t = i[e],
              r = O(t) ? t.bind(n, n) : O(t.get) ? t.get.bind(n, n) : m,
              s = iD({ get: r, set: !O(t) && O(t.set) ? t.set.bind(n) : m });
            Object.defineProperty(l, e, {
              enumerable: !0,
              configurable: !0,
              get: () => s.value,
              set: (e) => s.value = e,
            });
          }
        }
        if (o) {
          for (let e in o) {
            !function e(t, n, l, r) {
              let i = r.includes(".") ? rN(l, r) : () => l[r];
              if (N(t)) {
                let e = n[t];
                O(e) && rA(i, e);
              } else if (O(t)) rA(i, t.bind(l));
              else if (M(t)) {
                if (k(t)) t.forEach((t) => e(t, n, l, r));
                else {
                  let e = O(t.handler) ? t.handler.bind(l) : n[t.handler];
                  O(e) && rA(i, e, t);
                }
              }
            }(o[e], l, n, e);
          }
        }
        if (a) {
          let e = O(a) ? a.call(n) : a;
          Reflect.ownKeys(e).forEach((t) => {
            l9(t, e[t]);
          });
        }
        function I(e, t) {
          k(t) ? t.forEach((t) => e(t.bind(n))) : t && e(t.bind(n));
        }
        if (
          c && lX(c, e, "c"),
            I(lo, f),
            I(la, p),
            I(lu, d),
            I(lc, h),
            I(le, g),
            I(lt, _),
            I(lv, w),
            I(lg, C),
            I(lh, x),
            I(lf, y),
            I(lp, b),
            I(ld, E),
            k(T)
        ) {
          if (T.length) {
            let t = e.exposed || (e.exposed = {});
            T.forEach((e) => {
              Object.defineProperty(t, e, { get: () => n[e], set: (t) => n[e] = t, enumerable: !0 });
            });
          } else e.exposed || (e.exposed = {});
        }
        S && e.render === m && (e.render = S),
          null != A && (e.inheritAttrs = A),
          R && (e.components = R),
          P && (e.directives = P),
          E && nU(e);
      }(e);
    } finally {
      eP(), t();
    }
  }
}
let iP = { get: (e, t) => (eB(e, "get", ""), e[t]) };
function iM(e) {
  return {
    attrs: new Proxy(e.attrs, iP),
    slots: e.slots,
    emit: e.emit,
    expose: (t) => {
      e.exposed = t || {};
    },
  };
}
function iI(e) {
  return e.exposed
    ? e.exposeProxy ||
      (e.exposeProxy = new Proxy(tP(tb(e.exposed)), {
        get: (t, n) => n in t ? t[n] : n in lO ? lO[n](e) : void 0,
        has: (e, t) => t in e || t in lO,
      }))
    : e.proxy;
}
function iL(e, t = !0) {
  return O(e) ? e.displayName || e.name : e.name || t && e.__name;
}
let iD = (e, t) =>
  (function (e, t, n = !1) {
    let l, r;
    return O(e) ? l = e : (l = e.get, r = e.set), new tj(l, r, n);
  })(e, 0, ik);
function iF(e, t, n) {
  try {
    r4(-1);
    let l = arguments.length;
    if (2 !== l) {
      return l > 3 ? n = Array.prototype.slice.call(arguments, 2) : 3 === l && r7(n) && (n = [n]), is(e, t, n);
    }
    if (!M(t) || k(t)) return is(e, null, t);
    if (r7(t)) return is(e, null, [t]);
    return is(e, t);
  } finally {
    r4(1);
  }
}
function iV() {}
function iU(e, t, n, l) {
  let r = n[l];
  if (r && ij(r, e)) return r;
  let i = t();
  return i.memo = e.slice(), i.cacheIndex = l, n[l] = i;
}
function ij(e, t) {
  let n = e.memo;
  if (n.length != t.length) return !1;
  for (let e = 0; e < n.length; e++) if (q(n[e], t[e])) return !1;
  return r8 > 0 && r1 && r1.push(e), !0;
}
let iB = "3.5.22",
  i$ = m,
  iH = null,
  iW = void 0,
  iK = m,
  iz = {
    createComponentInstance: ib,
    setupComponent: iT,
    renderComponentRoot: rF,
    setCurrentRenderingInstance: ni,
    isVNode: r7,
    normalizeVNode: id,
    getComponentPublicInstance: iI,
    ensureValidVNode: lT,
    pushWarningContext: function (e) {},
    popWarningContext: function () {},
  },
  iq = null,
  iG = null,
  iJ = null,
  iX = "undefined" != typeof window && window.trustedTypes;
if (iX) {
  try {
    d = iX.createPolicy("vue", { createHTML: (e) => e });
  } catch (e) {}
}
let iZ = d ? (e) => d.createHTML(e) : (e) => e,
  iY = "undefined" != typeof document ? document : null,
  iQ = iY && iY.createElement("template"),
  i0 = "transition",
  i1 = "animation",
  i2 = Symbol("_vtc"),
  i6 = {
    name: String,
    type: String,
    css: { type: Boolean, default: !0 },
    duration: [String, Number, Object],
    enterFromClass: String,
    enterActiveClass: String,
    enterToClass: String,
    appearFromClass: String,
    appearActiveClass: String,
    appearToClass: String,
    leaveFromClass: String,
    leaveActiveClass: String,
    leaveToClass: String,
  },
  i8 = C({}, nT, i6),
  i4 = ((e = (e, { slots: t }) => iF(nO, i9(e), t)).displayName = "Transition", e.props = i8, e),
  i3 = (e, t = []) => {
    k(e) ? e.forEach((e) => e(...t)) : e && e(...t);
  },
  i5 = (e) => !!e && (k(e) ? e.some((e) => e.length > 1) : e.length > 1);
function i9(e) {
  let t = {};
  for (let n in e) n in i6 || (t[n] = e[n]);
  if (!1 === e.css) return t;
  let {
      name: n = "v",
      type: l,
      duration: r,
      enterFromClass: i = `${n}-enter-from`,
      enterActiveClass: s = `${n}-enter-active`,
      enterToClass: o = `${n}-enter-to`,
      appearFromClass: a = i,
      appearActiveClass: u = s,
      appearToClass: c = o,
      leaveFromClass: f = `${n}-leave-from`,
      leaveActiveClass: p = `${n}-leave-active`,
      leaveToClass: d = `${n}-leave-to`,
    } = e,
    h = function (e) {
      if (null == e) return null;
      {
        if (M(e)) {
          return [
            function (e) {
              return Z(e);
            }(e.enter),
            function (e) {
              return Z(e);
            }(e.leave),
          ];
        }
        let t = function (e) {
          return Z(e);
        }(e);
        return [t, t];
      }
    }(r),
    g = h && h[0],
    _ = h && h[1],
    {
      onBeforeEnter: m,
      onEnter: y,
      onEnterCancelled: b,
      onLeave: S,
      onLeaveCancelled: x,
      onBeforeAppear: w = m,
      onAppear: E = y,
      onAppearCancelled: k = b,
    } = t,
    T = (e, t, n, l) => {
      e._enterCancelled = l, se(e, t ? c : o), se(e, t ? u : s), n && n();
    },
    A = (e, t) => {
      e._isLeaving = !1, se(e, f), se(e, d), se(e, p), t && t();
    },
    R = (e) => (t, n) => {
      let r = e ? E : y, s = () => T(t, e, n);
      i3(r, [t, s]),
        st(() => {
          se(t, e ? a : i), i7(t, e ? c : o), i5(r) || sl(t, l, g, s);
        });
    };
  return C(t, {
    onBeforeEnter(e) {
      i3(m, [e]), i7(e, i), i7(e, s);
    },
    onBeforeAppear(e) {
      i3(w, [e]), i7(e, a), i7(e, u);
    },
    onEnter: R(!1),
    onAppear: R(!0),
    onLeave(e, t) {
      e._isLeaving = !0;
      let n = () => A(e, t);
      i7(e, f),
        e._enterCancelled ? (i7(e, p), so(e)) : (so(e), i7(e, p)),
        st(() => {
          e._isLeaving && (se(e, f), i7(e, d), i5(S) || sl(e, l, _, n));
        }),
        i3(S, [e, n]);
    },
    onEnterCancelled(e) {
      T(e, !1, void 0, !0), i3(b, [e]);
    },
    onAppearCancelled(e) {
      T(e, !0, void 0, !0), i3(k, [e]);
    },
    onLeaveCancelled(e) {
      A(e), i3(x, [e]);
    },
  });
}
function i7(e, t) {
  t.split(/\s+/).forEach((t) => t && e.classList.add(t)), (e[i2] || (e[i2] = new Set())).add(t);
}
function se(e, t) {
  t.split(/\s+/).forEach((t) => t && e.classList.remove(t));
  let n = e[i2];
  n && (n.delete(t), n.size || (e[i2] = void 0));
}
function st(e) {
  requestAnimationFrame(() => {
    requestAnimationFrame(e);
  });
}
let sn = 0;
function sl(e, t, n, l) {
  let r = e._endId = ++sn,
    i = () => {
      r === e._endId && l();
    };
  if (null != n) return setTimeout(i, n);
  let { type: s, timeout: o, propCount: a } = sr(e, t);
  if (!s) return l();
  let u = s + "end",
    c = 0,
    f = () => {
      e.removeEventListener(u, p), i();
    },
    p = (t) => {
      t.target === e && ++c >= a && f();
    };
  setTimeout(() => {
    c < a && f();
  }, o + 1), e.addEventListener(u, p);
}
function sr(e, t) {
  let n = window.getComputedStyle(e),
    l = (e) => (n[e] || "").split(", "),
    r = l(`${i0}Delay`),
    i = l(`${i0}Duration`),
    s = si(r, i),
    o = l(`${i1}Delay`),
    a = l(`${i1}Duration`),
    u = si(o, a),
    c = null,
    f = 0,
    p = 0;
  t === i0
    ? s > 0 && (c = i0, f = s, p = i.length)
    : t === i1
    ? u > 0 && (c = i1, f = u, p = a.length)
    : p = (c = (f = Math.max(s, u)) > 0 ? s > u ? i0 : i1 : null) ? c === i0 ? i.length : a.length : 0;
  let d = c === i0 && /\b(?:transform|all)(?:,|$)/.test(l(`${i0}Property`).toString());
  return { type: c, timeout: f, propCount: p, hasTransform: d };
}
function si(e, t) {
  for (; e.length < t.length;) e = e.concat(e);
  return Math.max(...t.map((t, n) => ss(t) + ss(e[n])));
}
function ss(e) {
  return "auto" === e ? 0 : 1e3 * Number(e.slice(0, -1).replace(",", "."));
}
function so(e) {
  return (e ? e.ownerDocument : document).body.offsetHeight;
}
let sa = Symbol("_vod"),
  su = Symbol("_vsh"),
  sc = {
    name: "show",
    beforeMount(e, { value: t }, { transition: n }) {
      e[sa] = "none" === e.style.display ? "" : e.style.display, n && t ? n.beforeEnter(e) : sf(e, t);
    },
    mounted(e, { value: t }, { transition: n }) {
      n && t && n.enter(e);
    },
    updated(e, { value: t, oldValue: n }, { transition: l }) {
      !t != !n && (l
        ? t ? (l.beforeEnter(e), sf(e, !0), l.enter(e)) : l.leave(e, () => {
          sf(e, !1);
        })
        : sf(e, t));
    },
    beforeUnmount(e, { value: t }) {
      sf(e, t);
    },
  };
function sf(e, t) {
  e.style.display = t ? e[sa] : "none", e[su] = !t;
}
let sp = Symbol("");
function sd(e) {
  let t = iC();
  if (!t) return;
  let n = t.ut = (n = e(t.proxy)) => {
      Array.from(document.querySelectorAll(`[data-v-owner="${t.uid}"]`)).forEach((e) => sh(e, n));
    },
    l = () => {
      let l = e(t.proxy);
      t.ce ? sh(t.ce, l) : function e(t, n) {
        if (128 & t.shapeFlag) {
          let l = t.suspense;
          t = l.activeBranch,
            l.pendingBranch && !l.isHydrating && l.effects.push(() => {
              e(l.activeBranch, n);
            });
        }
        for (; t.component;) t = t.component.subTree;
        if (1 & t.shapeFlag && t.el) sh(t.el, n);
        else if (t.type === rX) t.children.forEach((t) => e(t, n));
        else if (t.type === rQ) {
          let { el: e, anchor: l } = t;
          for (; e && (sh(e, n), e !== l);) e = e.nextSibling;
        }
      }(t.subTree, l), n(l);
    };
  lu(() => {
    t7(l);
  }),
    la(() => {
      rA(l, m, { flush: "post" });
      let e = new MutationObserver(l);
      e.observe(t.subTree.el.parentNode, { childList: !0 }), lp(() => e.disconnect());
    });
}
function sh(e, t) {
  if (1 === e.nodeType) {
    let l = e.style, r = "";
    for (let e in t) {
      var n;
      let i = null == (n = t[e]) ? "initial" : "string" == typeof n ? "" === n ? " " : n : String(n);
      l.setProperty(`--${e}`, i), r += `--${e}: ${i};`;
    }
    l[sp] = r;
  }
}
let sg = /(?:^|;)\s*display\s*:/, sv = /\s*!important$/;
function s_(e, t, n) {
  if (k(n)) n.forEach((n) => s_(e, t, n));
  else if (null == n && (n = ""), t.startsWith("--")) e.setProperty(t, n);
  else {
    let l = function (e, t) {
      let n = sy[t];
      if (n) return n;
      let l = $(t);
      if ("filter" !== l && l in e) return sy[t] = l;
      l = K(l);
      for (let n = 0; n < sm.length; n++) {
        let r = sm[n] + l;
        if (r in e) return sy[t] = r;
      }
      return t;
    }(e, t);
    sv.test(n) ? e.setProperty(W(l), n.replace(sv, ""), "important") : e[l] = n;
  }
}
let sm = ["Webkit", "Moz", "ms"], sy = {}, sb = "http://www.w3.org/1999/xlink";
function sS(e, t, n, l, r, i = es(t)) {
  if (l && t.startsWith("xlink:")) {
    null == n ? e.removeAttributeNS(sb, t.slice(6, t.length)) : e.setAttributeNS(sb, t, n);
  } else null == n || i && !(n || "" === n) ? e.removeAttribute(t) : e.setAttribute(t, i ? "" : P(n) ? String(n) : n);
}
function sC(e, t, n, l, r) {
  if ("innerHTML" === t || "textContent" === t) {
    null != n && (e[t] = "innerHTML" === t ? iZ(n) : n);
    return;
  }
  let i = e.tagName;
  if ("value" === t && "PROGRESS" !== i && !i.includes("-")) {
    let l = "OPTION" === i ? e.getAttribute("value") || "" : e.value,
      r = null == n ? "checkbox" === e.type ? "on" : "" : String(n);
    l === r && "_value" in e || (e.value = r), null == n && e.removeAttribute(t), e._value = n;
    return;
  }
  let s = !1;
  if ("" === n || null == n) {
    let l = typeof e[t];
    if ("boolean" === l) {
      var o;
      n = !!(o = n) || "" === o;
    } else null == n && "string" === l ? (n = "", s = !0) : "number" === l && (n = 0, s = !0);
  }
  try {
    e[t] = n;
  } catch (e) {}
  s && e.removeAttribute(r || t);
}
function sx(e, t, n, l) {
  e.addEventListener(t, n, l);
}
let sw = Symbol("_vei"),
  sE = /(?:Once|Passive|Capture)$/,
  sk = 0,
  sT = Promise.resolve(),
  sA = (e) => 111 === e.charCodeAt(0) && 110 === e.charCodeAt(1) && e.charCodeAt(2) > 96 && 123 > e.charCodeAt(2),
  sR = {};
function sO(e, t, n) {
  let l = nF(e, t);
  F(l) && (l = C({}, l, t));
  class r extends sM {
    constructor(e) {
      super(l, e, n);
    }
  }
  return r.def = l, r;
}
let sN = (e, t) => sO(e, t, oo), sP = "undefined" != typeof HTMLElement ? HTMLElement : class {};
class sM extends sP {
  constructor(e, t = {}, n = os) {
    super(),
      this._def = e,
      this._props = t,
      this._createApp = n,
      this._isVueCE = !0,
      this._instance = null,
      this._app = null,
      this._nonce = this._def.nonce,
      this._connected = !1,
      this._resolved = !1,
      this._numberProps = null,
      this._styleChildren = new WeakSet(),
      this._ob = null,
      this.shadowRoot && n !== os
        ? this._root = this.shadowRoot
        : !1 !== e.shadowRoot
        ? (this.attachShadow(C({}, e.shadowRootOptions, { mode: "open" })), this._root = this.shadowRoot)
        : this._root = this;
  }
  connectedCallback() {
    if (!this.isConnected) return;
    this.shadowRoot || this._resolved || this._parseSlots(), this._connected = !0;
    let e = this;
    for (; e = e && (e.parentNode || e.host);) {
      if (e instanceof sM) {
        this._parent = e;
        break;
      }
    }
    this._instance ||
      (this._resolved
        ? this._mount(this._def)
        : e && e._pendingResolve
        ? this._pendingResolve = e._pendingResolve.then(() => {
          this._pendingResolve = void 0, this._resolveDef();
        })
        : this._resolveDef());
  }
  _setParent(e = this._parent) {
    e && (this._instance.parent = e._instance, this._inheritParentContext(e));
  }
  _inheritParentContext(e = this._parent) {
    e && this._app && Object.setPrototypeOf(this._app._context.provides, e._instance.provides);
  }
  disconnectedCallback() {
    this._connected = !1,
      t3(() => {
        !this._connected &&
          (this._ob && (this._ob.disconnect(), this._ob = null),
            this._app && this._app.unmount(),
            this._instance && (this._instance.ce = void 0),
            this._app = this._instance = null,
            this._teleportTargets && (this._teleportTargets.clear(), this._teleportTargets = void 0));
      });
  }
  _processMutations(e) {
    for (let t of e) this._setAttr(t.attributeName);
  }
  _resolveDef() {
    if (this._pendingResolve) return;
    for (let e = 0; e < this.attributes.length; e++) this._setAttr(this.attributes[e].name);
    this._ob = new MutationObserver(this._processMutations.bind(this)), this._ob.observe(this, { attributes: !0 });
    let e = (e, t = !1) => {
        let n;
        this._resolved = !0, this._pendingResolve = void 0;
        let { props: l, styles: r } = e;
        if (l && !k(l)) {
          for (let e in l) {
            let t = l[e];
            (t === Number || t && t.type === Number) &&
              (e in this._props && (this._props[e] = Z(this._props[e])), (n || (n = Object.create(null)))[$(e)] = !0);
          }
        }
        this._numberProps = n, this._resolveProps(e), this.shadowRoot && this._applyStyles(r), this._mount(e);
      },
      t = this._def.__asyncLoader;
    t
      ? this._pendingResolve = t().then((t) => {
        t.configureApp = this._def.configureApp, e(this._def = t, !0);
      })
      : e(this._def);
  }
  _mount(e) {
    this._app = this._createApp(e),
      this._inheritParentContext(),
      e.configureApp && e.configureApp(this._app),
      this._app._ceVNode = this._createVNode(),
      this._app.mount(this._root);
    let t = this._instance && this._instance.exposed;
    if (t) { for (let e in t) E(this, e) || Object.defineProperty(this, e, { get: () => tR(t[e]) }); }
  }
  _resolveProps(e) {
    let { props: t } = e, n = k(t) ? t : Object.keys(t || {});
    for (let e of Object.keys(this)) "_" !== e[0] && n.includes(e) && this._setProp(e, this[e]);
    for (let e of n.map($)) {
      Object.defineProperty(this, e, {
        get() {
          return this._getProp(e);
        },
        set(t) {
          this._setProp(e, t, !0, !0);
        },
      });
    }
  }
  _setAttr(e) {
    if (e.startsWith("data-v-")) return;
    let t = this.hasAttribute(e), n = t ? this.getAttribute(e) : sR, l = $(e);
    t && this._numberProps && this._numberProps[l] && (n = Z(n)), this._setProp(l, n, !1, !0);
  }
  _getProp(e) {
    return this._props[e];
  }
  _setProp(e, t, n = !0, l = !1) {
    if (
      t !== this._props[e] &&
      (t === sR
        ? delete this._props[e]
        : (this._props[e] = t, "key" === e && this._app && (this._app._ceVNode.key = t)),
        l && this._instance && this._update(),
        n)
    ) {
      let n = this._ob;
      n && (this._processMutations(n.takeRecords()), n.disconnect()),
        !0 === t
          ? this.setAttribute(W(e), "")
          : "string" == typeof t || "number" == typeof t
          ? this.setAttribute(W(e), t + "")
          : t || this.removeAttribute(W(e)),
        n && n.observe(this, { attributes: !0 });
    }
  }
  _update() {
    let e = this._createVNode();
    this._app && (e.appContext = this._app._context), or(e, this._root);
  }
  _createVNode() {
    let e = {};
    this.shadowRoot || (e.onVnodeMounted = e.onVnodeUpdated = this._renderSlots.bind(this));
    let t = is(this._def, C(e, this._props));
    return this._instance || (t.ce = (e) => {
      this._instance = e, e.ce = this, e.isCE = !0;
      let t = (e, t) => {
        this.dispatchEvent(new CustomEvent(e, F(t[0]) ? C({ detail: t }, t[0]) : { detail: t }));
      };
      e.emit = (e, ...n) => {
        t(e, n), W(e) !== e && t(W(e), n);
      }, this._setParent();
    }),
      t;
  }
  _applyStyles(e, t) {
    if (!e) return;
    if (t) {
      if (t === this._def || this._styleChildren.has(t)) return;
      this._styleChildren.add(t);
    }
    let n = this._nonce;
    for (let t = e.length - 1; t >= 0; t--) {
      let l = document.createElement("style");
      n && l.setAttribute("nonce", n), l.textContent = e[t], this.shadowRoot.prepend(l);
    }
  }
  _parseSlots() {
    let e, t = this._slots = {};
    for (; e = this.firstChild;) {
      let n = 1 === e.nodeType && e.getAttribute("slot") || "default";
      (t[n] || (t[n] = [])).push(e), this.removeChild(e);
    }
  }
  _renderSlots() {
    let e = this._getSlots(), t = this._instance.type.__scopeId;
    for (let n = 0; n < e.length; n++) {
      let l = e[n], r = l.getAttribute("name") || "default", i = this._slots[r], s = l.parentNode;
      if (i) {
        for (let e of i) {
          if (t && 1 === e.nodeType) {
            let n, l = t + "-s", r = document.createTreeWalker(e, 1);
            for (e.setAttribute(l, ""); n = r.nextNode();) n.setAttribute(l, "");
          }
          s.insertBefore(e, l);
        }
      } else for (; l.firstChild;) s.insertBefore(l.firstChild, l);
      s.removeChild(l);
    }
  }
  _getSlots() {
    let e = [this];
    return this._teleportTargets && e.push(...this._teleportTargets),
      e.reduce((e, t) => (e.push(...Array.from(t.querySelectorAll("slot"))), e), []);
  }
  _injectChildStyle(e) {
    this._applyStyles(e.styles, e);
  }
  _removeChildStyle(e) {}
}
function sI(e) {
  let t = iC(), n = t && t.ce;
  return n || null;
}
function sL() {
  let e = sI();
  return e && e.shadowRoot;
}
function sD(e = "$style") {
  {
    let t = iC();
    if (!t) return g;
    let n = t.type.__cssModules;
    if (!n) return g;
    let l = n[e];
    return l || g;
  }
}
let sF = new WeakMap(),
  sV = new WeakMap(),
  sU = Symbol("_moveCb"),
  sj = Symbol("_enterCb"),
  sB = (t = {
    name: "TransitionGroup",
    props: C({}, i8, { tag: String, moveClass: String }),
    setup(e, { slots: t }) {
      let n, l, r = iC(), i = nE();
      return lc(() => {
        if (!n.length) return;
        let t = e.moveClass || `${e.name || "v"}-move`;
        if (
          !function (e, t, n) {
            let l = e.cloneNode(), r = e[i2];
            r && r.forEach((e) => {
              e.split(/\s+/).forEach((e) => e && l.classList.remove(e));
            }),
              n.split(/\s+/).forEach((e) => e && l.classList.add(e)),
              l.style.display = "none";
            let i = 1 === t.nodeType ? t : t.parentNode;
            i.appendChild(l);
            let { hasTransform: s } = sr(l);
            return i.removeChild(l), s;
          }(n[0].el, r.vnode.el, t)
        ) {
          n = [];
          return;
        }
        n.forEach(s$), n.forEach(sH);
        let l = n.filter(sW);
        so(r.vnode.el),
          l.forEach((e) => {
            let n = e.el, l = n.style;
            i7(n, t), l.transform = l.webkitTransform = l.transitionDuration = "";
            let r = n[sU] = (e) => {
              (!e || e.target === n) && (!e || e.propertyName.endsWith("transform")) &&
                (n.removeEventListener("transitionend", r), n[sU] = null, se(n, t));
            };
            n.addEventListener("transitionend", r);
          }),
          n = [];
      }),
        () => {
          let s = ty(e), o = i9(s), a = s.tag || rX;
          if (n = [], l) {
            for (let e = 0; e < l.length; e++) {
              let t = l[e];
              t.el && t.el instanceof Element &&
                (n.push(t), nL(t, nP(t, o, i, r)), sF.set(t, t.el.getBoundingClientRect()));
            }
          }
          l = t.default ? nD(t.default()) : [];
          for (let e = 0; e < l.length; e++) {
            let t = l[e];
            null != t.key && nL(t, nP(t, o, i, r));
          }
          return is(a, null, l);
        };
    },
  },
    delete t.props.mode,
    t);
function s$(e) {
  let t = e.el;
  t[sU] && t[sU](), t[sj] && t[sj]();
}
function sH(e) {
  sV.set(e, e.el.getBoundingClientRect());
}
function sW(e) {
  let t = sF.get(e), n = sV.get(e), l = t.left - n.left, r = t.top - n.top;
  if (l || r) {
    let t = e.el.style;
    return t.transform = t.webkitTransform = `translate(${l}px,${r}px)`, t.transitionDuration = "0s", e;
  }
}
let sK = (e) => {
  let t = e.props["onUpdate:modelValue"] || !1;
  return k(t) ? (e) => G(t, e) : t;
};
function sz(e) {
  e.target.composing = !0;
}
function sq(e) {
  let t = e.target;
  t.composing && (t.composing = !1, t.dispatchEvent(new Event("input")));
}
let sG = Symbol("_assign"),
  sJ = {
    created(e, { modifiers: { lazy: t, trim: n, number: l } }, r) {
      e[sG] = sK(r);
      let i = l || r.props && "number" === r.props.type;
      sx(e, t ? "change" : "input", (t) => {
        if (t.target.composing) return;
        let l = e.value;
        n && (l = l.trim()), i && (l = X(l)), e[sG](l);
      }),
        n && sx(e, "change", () => {
          e.value = e.value.trim();
        }),
        t || (sx(e, "compositionstart", sz), sx(e, "compositionend", sq), sx(e, "change", sq));
    },
    mounted(e, { value: t }) {
      e.value = null == t ? "" : t;
    },
    beforeUpdate(e, { value: t, oldValue: n, modifiers: { lazy: l, trim: r, number: i } }, s) {
      if (e[sG] = sK(s), e.composing) return;
      let o = (i || "number" === e.type) && !/^0\d/.test(e.value) ? X(e.value) : e.value, a = null == t ? "" : t;
      if (o !== a) {
        if (document.activeElement === e && "range" !== e.type && (l && t === n || r && e.value.trim() === a)) return;
        e.value = a;
      }
    },
  },
  sX = {
    deep: !0,
    created(e, t, n) {
      e[sG] = sK(n),
        sx(e, "change", () => {
          let t = e._modelValue, n = s1(e), l = e.checked, r = e[sG];
          if (k(t)) {
            let e = ea(t, n), i = -1 !== e;
            if (l && !i) r(t.concat(n));
            else if (!l && i) {
              let n = [...t];
              n.splice(e, 1), r(n);
            }
          } else if (A(t)) {
            let e = new Set(t);
            l ? e.add(n) : e.delete(n), r(e);
          } else r(s2(e, l));
        });
    },
    mounted: sZ,
    beforeUpdate(e, t, n) {
      e[sG] = sK(n), sZ(e, t, n);
    },
  };
function sZ(e, { value: t, oldValue: n }, l) {
  let r;
  if (e._modelValue = t, k(t)) r = ea(t, l.props.value) > -1;
  else if (A(t)) r = t.has(l.props.value);
  else {
    if (t === n) return;
    r = eo(t, s2(e, !0));
  }
  e.checked !== r && (e.checked = r);
}
let sY = {
    created(e, { value: t }, n) {
      e.checked = eo(t, n.props.value),
        e[sG] = sK(n),
        sx(e, "change", () => {
          e[sG](s1(e));
        });
    },
    beforeUpdate(e, { value: t, oldValue: n }, l) {
      e[sG] = sK(l), t !== n && (e.checked = eo(t, l.props.value));
    },
  },
  sQ = {
    deep: !0,
    created(e, { value: t, modifiers: { number: n } }, l) {
      let r = A(t);
      sx(e, "change", () => {
        let t = Array.prototype.filter.call(e.options, (e) => e.selected).map((e) => n ? X(s1(e)) : s1(e));
        e[sG](e.multiple ? r ? new Set(t) : t : t[0]),
          e._assigning = !0,
          t3(() => {
            e._assigning = !1;
          });
      }), e[sG] = sK(l);
    },
    mounted(e, { value: t }) {
      s0(e, t);
    },
    beforeUpdate(e, t, n) {
      e[sG] = sK(n);
    },
    updated(e, { value: t }) {
      e._assigning || s0(e, t);
    },
  };
function s0(e, t) {
  let n = e.multiple, l = k(t);
  if (!n || l || A(t)) {
    for (let r = 0, i = e.options.length; r < i; r++) {
      let i = e.options[r], s = s1(i);
      if (n) {
        if (l) {
          let e = typeof s;
          "string" === e || "number" === e
            ? i.selected = t.some((e) => String(e) === String(s))
            : i.selected = ea(t, s) > -1;
        } else i.selected = t.has(s);
      } else if (eo(s1(i), t)) {
        e.selectedIndex !== r && (e.selectedIndex = r);
        return;
      }
    }
    n || -1 === e.selectedIndex || (e.selectedIndex = -1);
  }
}
function s1(e) {
  return "_value" in e ? e._value : e.value;
}
function s2(e, t) {
  let n = t ? "_trueValue" : "_falseValue";
  return n in e ? e[n] : t;
}
let s6 = {
  created(e, t, n) {
    s4(e, t, n, null, "created");
  },
  mounted(e, t, n) {
    s4(e, t, n, null, "mounted");
  },
  beforeUpdate(e, t, n, l) {
    s4(e, t, n, l, "beforeUpdate");
  },
  updated(e, t, n, l) {
    s4(e, t, n, l, "updated");
  },
};
function s8(e, t) {
  switch (e) {
    case "SELECT":
      return sQ;
    case "TEXTAREA":
      return sJ;
    default:
      switch (t) {
        case "checkbox":
          return sX;
        case "radio":
          return sY;
        default:
          return sJ;
      }
  }
}
function s4(e, t, n, l, r) {
  let i = s8(e.tagName, n.props && n.props.type)[r];
  i && i(e, t, n, l);
}
let s3 = ["ctrl", "shift", "alt", "meta"],
  s5 = {
    stop: (e) => e.stopPropagation(),
    prevent: (e) => e.preventDefault(),
    self: (e) => e.target !== e.currentTarget,
    ctrl: (e) => !e.ctrlKey,
    shift: (e) => !e.shiftKey,
    alt: (e) => !e.altKey,
    meta: (e) => !e.metaKey,
    left: (e) => "button" in e && 0 !== e.button,
    middle: (e) => "button" in e && 1 !== e.button,
    right: (e) => "button" in e && 2 !== e.button,
    exact: (e, t) => s3.some((n) => e[`${n}Key`] && !t.includes(n)),
  },
  s9 = (e, t) => {
    let n = e._withMods || (e._withMods = {}), l = t.join(".");
    return n[l] || (n[l] = (n, ...l) => {
      for (let e = 0; e < t.length; e++) {
        let l = s5[t[e]];
        if (l && l(n, t)) return;
      }
      return e(n, ...l);
    });
  },
  s7 = {
    esc: "escape",
    space: " ",
    up: "arrow-up",
    left: "arrow-left",
    right: "arrow-right",
    down: "arrow-down",
    delete: "backspace",
  },
  oe = (e, t) => {
    let n = e._withKeys || (e._withKeys = {}), l = t.join(".");
    return n[l] || (n[l] = (n) => {
      if (!("key" in n)) return;
      let l = W(n.key);
      if (t.some((e) => e === l || s7[e] === l)) return e(n);
    });
  },
  ot = C({
    patchProp: (e, t, n, l, r, i) => {
      let s = "svg" === r;
      if ("class" === t) {
        var o = l;
        let t = e[i2];
        t && (o = (o ? [o, ...t] : [...t]).join(" ")),
          null == o ? e.removeAttribute("class") : s ? e.setAttribute("class", o) : e.className = o;
      } else {"style" === t
          ? function (e, t, n) {
            let l = e.style, r = N(n), i = !1;
            if (n && !r) {
              if (t) {
                if (N(t)) {
                  for (let e of t.split(";")) {
                    let t = e.slice(0, e.indexOf(":")).trim();
                    null == n[t] && s_(l, t, "");
                  }
                } else for (let e in t) null == n[e] && s_(l, e, "");
              }
              for (let e in n) "display" === e && (i = !0), s_(l, e, n[e]);
            } else if (r) {
              if (t !== n) {
                let e = l[sp];
                e && (n += ";" + e), l.cssText = n, i = sg.test(n);
              }
            } else t && e.removeAttribute("style");
            sa in e && (e[sa] = i ? l.display : "", e[su] && (l.display = "none"));
          }(e, n, l)
          : b(t)
          ? S(t) || function (e, t, n, l, r = null) {
            let i = e[sw] || (e[sw] = {}), s = i[t];
            if (l && s) s.value = l;
            else {
              let [n, o] = function (e) {
                let t;
                if (sE.test(e)) {
                  let n;
                  for (t = {}; n = e.match(sE);) e = e.slice(0, e.length - n[0].length), t[n[0].toLowerCase()] = !0;
                }
                return [":" === e[2] ? e.slice(3) : W(e.slice(2)), t];
              }(t);
              if (l) {
                sx(
                  e,
                  n,
                  i[t] = function (e, t) {
                    let n = (e) => {
                      if (e._vts) { if (e._vts <= n.attached) return; }
                      else e._vts = Date.now();
                      tZ(
                        function (e, t) {
                          if (!k(t)) return t;
                          {
                            let n = e.stopImmediatePropagation;
                            return e.stopImmediatePropagation = () => {
                              n.call(e), e._stopped = !0;
                            },
                              t.map((e) => (t) => !t._stopped && e && e(t));
                          }
                        }(e, n.value),
                        t,
                        5,
                        [e],
                      );
                    };
                    return n.value = e, n.attached = sk || (sT.then(() => sk = 0), sk = Date.now()), n;
                  }(l, r),
                  o,
                );
              } else s && (e.removeEventListener(n, s, o), i[t] = void 0);
            }
          }(e, t, 0, l, i)
          : ("." === t[0] ? (t = t.slice(1), 0) : "^" === t[0] ? (t = t.slice(1), 1) : !function (e, t, n, l) {
              if (l) return !!("innerHTML" === t || "textContent" === t || t in e && sA(t) && O(n));
              if (
                "spellcheck" === t || "draggable" === t || "translate" === t || "autocorrect" === t || "form" === t ||
                "list" === t && "INPUT" === e.tagName || "type" === t && "TEXTAREA" === e.tagName
              ) return !1;
              if ("width" === t || "height" === t) {
                let t = e.tagName;
                if ("IMG" === t || "VIDEO" === t || "CANVAS" === t || "SOURCE" === t) return !1;
              }
              return !(sA(t) && N(n)) && t in e;
            }(e, t, l, s))
          ? e._isVueCE && (/[A-Z]/.test(t) || !N(l))
            ? sC(e, $(t), l, i, t)
            : ("true-value" === t ? e._trueValue = l : "false-value" === t && (e._falseValue = l), sS(e, t, l, s))
          : (sC(e, t, l),
            e.tagName.includes("-") || "value" !== t && "checked" !== t && "selected" !== t ||
            sS(e, t, l, s, i, "value" !== t));}
    },
  }, {
    insert: (e, t, n) => {
      t.insertBefore(e, n || null);
    },
    remove: (e) => {
      let t = e.parentNode;
      t && t.removeChild(e);
    },
    createElement: (e, t, n, l) => {
      let r = "svg" === t
        ? iY.createElementNS("http://www.w3.org/2000/svg", e)
        : "mathml" === t
        ? iY.createElementNS("http://www.w3.org/1998/Math/MathML", e)
        : n
        ? iY.createElement(e, { is: n })
        : iY.createElement(e);
      return "select" === e && l && null != l.multiple && r.setAttribute("multiple", l.multiple), r;
    },
    createText: (e) => iY.createTextNode(e),
    createComment: (e) => iY.createComment(e),
    setText: (e, t) => {
      e.nodeValue = t;
    },
    setElementText: (e, t) => {
      e.textContent = t;
    },
    parentNode: (e) => e.parentNode,
    nextSibling: (e) => e.nextSibling,
    querySelector: (e) => iY.querySelector(e),
    setScopeId(e, t) {
      e.setAttribute(t, "");
    },
    insertStaticContent(e, t, n, l, r, i) {
      let s = n ? n.previousSibling : t.lastChild;
      if (r && (r === i || r.nextSibling)) {
        for (; t.insertBefore(r.cloneNode(!0), n), r !== i && (r = r.nextSibling););
      } else {
        iQ.innerHTML = iZ("svg" === l ? `<svg>${e}</svg>` : "mathml" === l ? `<math>${e}</math>` : e);
        let r = iQ.content;
        if ("svg" === l || "mathml" === l) {
          let e = r.firstChild;
          for (; e.firstChild;) r.appendChild(e.firstChild);
          r.removeChild(e);
        }
        t.insertBefore(r, n);
      }
      return [s ? s.nextSibling : t.firstChild, n ? n.previousSibling : t.lastChild];
    },
  }),
  on = !1;
function ol() {
  return f = on ? f : rv(ot), on = !0, f;
}
let or = (...e) => {
    (f || (f = rg(ot))).render(...e);
  },
  oi = (...e) => {
    ol().hydrate(...e);
  },
  os = (...e) => {
    let t = (f || (f = rg(ot))).createApp(...e), { mount: n } = t;
    return t.mount = (e) => {
      let l = ou(e);
      if (!l) return;
      let r = t._component;
      O(r) || r.render || r.template || (r.template = l.innerHTML), 1 === l.nodeType && (l.textContent = "");
      let i = n(l, !1, oa(l));
      return l instanceof Element && (l.removeAttribute("v-cloak"), l.setAttribute("data-v-app", "")), i;
    },
      t;
  },
  oo = (...e) => {
    let t = ol().createApp(...e), { mount: n } = t;
    return t.mount = (e) => {
      let t = ou(e);
      if (t) return n(t, !0, oa(t));
    },
      t;
  };
function oa(e) {
  return e instanceof SVGElement
    ? "svg"
    : "function" == typeof MathMLElement && e instanceof MathMLElement
    ? "mathml"
    : void 0;
}
function ou(e) {
  return N(e) ? document.querySelector(e) : e;
}
let oc = !1,
  of = () => {
    oc || (oc = !0,
      sJ.getSSRProps = ({ value: e }) => ({ value: e }),
      sY.getSSRProps = ({ value: e }, t) => {
        if (t.props && eo(t.props.value, e)) return { checked: !0 };
      },
      sX.getSSRProps = ({ value: e }, t) => {
        if (k(e)) { if (t.props && ea(e, t.props.value) > -1) return { checked: !0 }; }
        else if (A(e)) { if (t.props && e.has(t.props.value)) return { checked: !0 }; }
        else if (e) return { checked: !0 };
      },
      s6.getSSRProps = (e, t) => {
        if ("string" != typeof t.type) return;
        let n = s8(t.type.toUpperCase(), t.props && t.props.type);
        if (n.getSSRProps) return n.getSSRProps(e, t);
      },
      sc.getSSRProps = ({ value: e }) => {
        if (!e) return { style: { display: "none" } };
      });
  },
  op = () => {};
export {
  $ as camelize,
  eA as stop,
  ec as toDisplayString,
  ed as EffectScope,
  ee as normalizeStyle,
  eg as getCurrentScope,
  eh as effectScope,
  ei as normalizeProps,
  em as ReactiveEffect,
  er as normalizeClass,
  eT as effect,
  ev as onScopeDispose,
  i$ as warn,
  i4 as Transition,
  ia as cloneVNode,
  iB as version,
  iC as getCurrentInstance,
  ic as createStaticVNode,
  iD as computed,
  iF as h,
  iG as compatUtils,
  iH as ErrorTypeStrings,
  ii as createElementVNode,
  iJ as DeprecationTypes,
  ij as isMemoSame,
  iK as setDevtoolsHook,
  iO as isRuntimeOnly,
  io as guardReactiveProps,
  ip as createCommentVNode,
  iq as resolveFilter,
  iR as registerRuntimeCompiler,
  is as createVNode,
  it as transformVNodeArgs,
  iU as withMemo,
  iu as createTextVNode,
  iV as initCustomFormatter,
  iv as mergeProps,
  iW as devtools,
  iz as ssrUtils,
  K as capitalize,
  l$ as useAttrs,
  l7 as inject,
  l9 as provide,
  lA as toHandlers,
  la as onMounted,
  lB as useSlots,
  lb as resolveDynamicComponent,
  lc as onUpdated,
  lD as defineExpose,
  ld as onServerPrefetch,
  lE as createSlots,
  le as onActivated,
  lF as defineOptions,
  lf as onBeforeUnmount,
  lG as withAsyncContext,
  lg as onRenderTracked,
  lh as onRenderTriggered,
  lI as defineProps,
  lj as withDefaults,
  lK as mergeDefaults,
  lk as renderSlot,
  lL as defineEmits,
  lm as resolveComponent,
  lo as onBeforeMount,
  lp as onUnmounted,
  lq as createPropsRestProxy,
  lS as resolveDirective,
  lt as onDeactivated,
  lU as defineModel,
  lu as onBeforeUpdate,
  lV as defineSlots,
  lv as onErrorCaptured,
  lw as renderList,
  lz as mergeModels,
  n0 as hydrateOnIdle,
  n1 as hydrateOnVisible,
  n2 as hydrateOnMediaQuery,
  n4 as defineAsyncComponent,
  n6 as hydrateOnInteraction,
  n9 as KeepAlive,
  na as withScopeId,
  nb as Teleport,
  nc as withDirectives,
  nD as getTransitionRawChildren,
  nE as useTransitionState,
  nF as defineComponent,
  nj as useTemplateRef,
  nL as setTransitionHooks,
  nO as BaseTransition,
  no as popScopeId,
  nP as resolveTransitionHooks,
  ns as pushScopeId,
  nT as BaseTransitionPropsValidators,
  nu as withCtx,
  nV as useId,
  oe as withKeys,
  of as initDirectivesForSSR,
  oi as hydrate,
  oo as createSSRApp,
  op as compile,
  or as render,
  os as createApp,
  r2 as openBlock,
  r4 as setBlockTracking,
  r5 as createElementBlock,
  r7 as isVNode,
  r9 as createBlock,
  rA as watch,
  rE as watchEffect,
  re as hasInjectionContext,
  rg as createRenderer,
  rk as watchPostEffect,
  rP as useModel,
  rQ as Static,
  rT as watchSyncEffect,
  rv as createHydrationRenderer,
  rW as Suspense,
  rw as useSSRContext,
  rX as Fragment,
  rx as ssrContextKey,
  rY as Comment,
  rZ as Text,
  s6 as vModelDynamic,
  s9 as withModifiers,
  sB as TransitionGroup,
  sc as vShow,
  sD as useCssModule,
  sd as useCssVars,
  sI as useHost,
  sJ as vModelText,
  sL as useShadowRoot,
  sM as VueElement,
  sN as defineSSRCustomElement,
  sO as defineCustomElement,
  sQ as vModelSelect,
  sX as vModelCheckbox,
  sY as vModelRadio,
  t$ as TriggerOpTypes,
  t3 as nextTick,
  t7 as queuePostFlushCb,
  t_ as isShallow,
  tA as triggerRef,
  tB as TrackOpTypes,
  tb as markRaw,
  tc as reactive,
  td as shallowReadonly,
  tE as shallowRef,
  tf as shallowReactive,
  tG as assertNumber,
  tg as isReactive,
  tI as customRef,
  tJ as ErrorCodes,
  tK as getCurrentWatcher,
  tL as toRefs,
  tm as isProxy,
  tO as toValue,
  tP as proxyRefs,
  tp as readonly,
  tR as unref,
  tV as toRef,
  tv as isReadonly,
  tw as ref,
  tX as callWithErrorHandling,
  tx as isRef,
  tY as handleError,
  ty as toRaw,
  tZ as callWithAsyncErrorHandling,
  tz as onWatcherCleanup,
  z as toHandlerKey,
};
