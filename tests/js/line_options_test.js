import { hasOption, toggleOption } from "@/counter/line_options.js";
import { assertEquals } from "./assertions.js";

Deno.test("an option is added once and taken off again", () => {
  const options = toggleOption("cream", "no salt");
  assertEquals([options, hasOption(options, "no salt")], ["cream, no salt", true]);
  assertEquals(toggleOption(options, "no salt"), "cream");
  assertEquals(toggleOption(undefined, "hot"), "hot");
});

Deno.test("an option with a comma in its name is whole or not there", () => {
  const options = toggleOption("", "mild, please");
  assertEquals([hasOption(options, "mild, please"), hasOption("mild", "mild, please")], [true, false]);
});
