import { describe, expect, it } from "vitest";
import { href, meant, placeHref, readFilter, readPlace, type Place } from "./place";

describe("the address", () => {
  it.each([
    [{}, "/"],
    [{ q: "#desktop" }, "/?q=%23desktop"],
    [{ q: "#test tag" }, "/?q=%23test%20tag"],
    [{ tag: "desktop", kind: "user" as const }, "/?tag=desktop&kind=user"],
    [{ tag: "Better.Test/Tag", kind: "system" as const }, "/?tag=Better.Test%2FTag&kind=system"],
    [{ q: "a+b&c=d" }, "/?q=a%2Bb%26c%3Dd"],
    [{ q: "tag:packed", sort: "size desc" }, "/?q=tag%3Apacked&sort=size%20desc"],
    [{ sort: "size asc" }, "/?sort=size%20asc"],
  ])("%j is %s and back", (filter, address) => {
    expect(href(filter)).toBe(address);
    expect(readFilter(address.slice(1))).toEqual(filter);
  });

  it("without a proper kind is no tag filter", () => expect(readFilter("?tag=x1&kind=both")).toEqual({}));
  it("with a blank search lists everything", () => expect(readFilter("?q=%20")).toEqual({}));
  it("with an unknown order is the usual order", () => expect(readFilter("?sort=colour")).toEqual({}));
  it("does not name the usual order", () => expect(readFilter("?sort=arrival%20desc")).toEqual({}));

  it.each<[Place, string]>([
    [{ page: "samples", filter: { q: "#a" } }, "/?q=%23a"],
    [{ page: "operations", filter: {} }, "/#/operations"],
    [{ page: "operations", filter: { by: "ann b", via: "cli" } }, "/#/operations?by=ann%20b&via=cli"],
    [{ page: "operations", filter: { tag: "a/b?c", kind: "user" } }, "/#/operations?tag=a%2Fb%3Fc&kind=user"],
    [{ page: "operation", id: 17 }, "/#/operations/17"],
    [{ page: "alerts", filter: {} }, "/#/alerts"],
    [{ page: "alerts", filter: { unread: true, subscription: 3 } }, "/#/alerts?unread=true&subscription=3"],
    [{ page: "alert", id: 17 }, "/#/alerts/17"],
    [{ page: "subscriptions" }, "/#/subscriptions"],
    [{ page: "access", part: "keys" }, "/#/access/keys"],
    [{ page: "access", part: "enclaves" }, "/#/access/enclaves"],
    [
      { page: "enclave", id: "3a93fab3-f87a-407a-9376-8eb3fae99b4e" },
      "/#/access/enclaves/3a93fab3-f87a-407a-9376-8eb3fae99b4e",
    ],
  ])("of %j is %s and back", (place, address) => {
    expect(placeHref(place)).toBe(address);
    const { search, hash } = new URL(address, "http://earmark");
    expect(readPlace(search, hash)).toEqual(place);
  });

  it.each(["#/operations/0", "#/operations/x", "#/alerts/0", "#/nowhere", "#/access", "#/access/enclaves/x", "#"])("%s is the list of samples", (hash) =>
    expect(readPlace("?q=a", hash)).toEqual({ page: "samples", filter: { q: "a" } }),
  );
  it("of the same operations is the same", () =>
    expect(placeHref({ page: "operations", filter: { via: "ui", by: "ann" } })).toBe("/#/operations?by=ann&via=ui"));
  it("with an unknown door shows every door", () =>
    expect(readPlace("", "#/operations?via=window")).toEqual({ page: "operations", filter: {} }));
});

describe("what is meant", () => {
  const sha1 = "3395856ce81f2b7382dee72602f798b642f14140";
  it.each([
    ["", {}],
    ["  ", {}],
    ["#desktop", { q: "#desktop" }],
    ["#", { q: "#" }],
    [` ${sha1} `, { q: sha1 }],
    [sha1.toUpperCase(), { q: sha1.toUpperCase() }],
    ["invoice", { q: "invoice" }],
    ["tag:packed size:[1 TO *]", { q: "tag:packed size:[1 TO *]" }],
  ])("by %j", (typed, filter) => expect(meant(typed)).toEqual(filter));
});
