/// How one EDTF value lies to another, told by a name that is a feature: by text, as `compared` in
/// `Training/reading_data.py` does.
package enum DateComparison {
  package static func name(of one: String, to other: String) -> String {
    if other.isEmpty { return "undated" }
    if one == other { return "same" }
    if [one, other].contains(where: { $0.utf8.contains(UInt8(ascii: "/")) || $0.utf8.contains(UInt8(ascii: "X")) }) {
      return "open"
    }
    let (a, b) = (bare(one), bare(other))
    if a.hasPrefix(b) { return "inside" }
    if b.hasPrefix(a) { return "around" }
    if a.hasPrefix("-") || b.hasPrefix("-") { return "other" }
    let year = a.prefix(4) == b.prefix(4) ? "-year" : ""
    return (a.utf8.lexicographicallyPrecedes(b.utf8) ? "before" : "after") + year
  }

  private static func bare(_ edtf: String) -> Substring {
    var text = edtf[...]
    while let last = text.last, "~?%".contains(last) { text.removeLast() }
    return text
  }
}
