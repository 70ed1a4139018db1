import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { isAllowed, parseRobots } from "../../../pipeline/enrich/robots.ts";
import cases from "../../fixtures/robots/cases.json" with { type: "json" };

/* By RFC 9309 and, where it is silent, by what Google's parser does; where those two differ, the stricter. */

describe("what a robots.txt means", () => {
  for (const { about, robots, agent, allow, disallow } of cases) {
    it(about, () => {
      const rules = parseRobots(robots);
      const allowed = (path: string) => {
        return isAllowed(rules, agent, `https://site.example${path}`).allowed;
      };

      assert.deepEqual([...allow, ...disallow].filter(allowed), allow);
    });
  }
});
