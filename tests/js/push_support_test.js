import { obstacleToPush } from "@/guest/push_support.js";
import { assertEquals } from "./assertions.js";

/** @param {string} userAgent */
function obstacleWithoutKey(userAgent) {
  Object.defineProperty(navigator, "userAgent", { value: userAgent, configurable: true });
  try {
    return obstacleToPush("");
  } finally {
    Reflect.deleteProperty(navigator, "userAgent");
  }
}

Deno.test("no phone is asked for anything while push is off", () => {
  assertEquals(["iPhone", "Android"].map(obstacleWithoutKey), ["off", "off"]);
});
