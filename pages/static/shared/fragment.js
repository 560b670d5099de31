// A fragment of the page, as a Vue component. Its first HTML is taken from the page's, which Vue takes out; later the
// server sends it, and it is morphed in place, so that focus and animations stay.
import { Idiomorph } from "idiomorph";

/** The parts of the page's HTML, by the ids of their elements, before Vue begins. */
const written = new Map([...document.querySelectorAll("#app [id]")].map((part) => [part.id, part]));

// What a person has opened stays open, what they have typed stays written, and what a script of the page has changed
// stays as it is.
const callbacks = {
  /** @param {Node} node */
  beforeNodeMorphed: (node) => !(node instanceof Element && node.hasAttribute("data-kept")),
  /**
   * @param {string} name
   * @param {Element} element
   */
  beforeAttributeUpdated: (name, element) =>
    name === "value" ? !isTyped(element) : name !== "open" || element.localName !== "details",
};

/** @param {Element} field */
const isTyped = (field) =>
  (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) && field.value !== field.defaultValue;

export default {
  props: { content: String, tag: String },
  /** @this {any} */
  created() {
    this.first = this.content; // not reactive: Vue draws once, afterwards only the watcher below does
  },
  /** @this {any} */
  render() {
    return Vue.h(this.tag || "div", this.first === undefined ? {} : { innerHTML: this.first });
  },
  /** @this {any} */
  mounted() {
    const part = this.first === undefined && written.get(this.$attrs.id);
    if (part) this.$el.append(...part.childNodes);
  },
  watch: {
    /**
     * @this {any}
     * @param {string} html
     */
    content(html) {
      Idiomorph.morph(this.$el, html, { morphStyle: "innerHTML", callbacks });
      this.$el.dispatchEvent(new CustomEvent("fragment", { bubbles: true }));
    },
  },
};
