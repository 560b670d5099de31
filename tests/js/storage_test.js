import { deviceMemory, tabMemory } from "@/shared/storage.js";
import { assertEquals } from "./assertions.js";

Deno.test("what is kept is read again, what is forgotten is not", () => {
  tabMemory.keep("taps", [["a", 1]]);
  assertEquals(tabMemory.read("taps"), [["a", 1]]);
  tabMemory.forget("taps");
  assertEquals(tabMemory.read("taps", "nothing"), "nothing");
});

Deno.test("a browser that blocks its storage remembers until the page is left", () => {
  const blocked = {
    get: () => {
      throw new Error("SecurityError");
    },
    configurable: true,
  };
  Object.defineProperty(globalThis, "localStorage", blocked);
  deviceMemory.keep("muted", true);
  assertEquals(deviceMemory.read("muted", false), true);
  deviceMemory.forget("muted");
  assertEquals(deviceMemory.read("muted", false), false);
});

Deno.test("what somebody else wrote there is not read", () => {
  sessionStorage.setItem("order", "{broken");
  assertEquals(tabMemory.read("order", "empty"), "empty");
});
