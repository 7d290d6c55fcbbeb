extension Site {
  /// What tables and series leave out, with the link that changes it; nil where it makes no difference.
  static func countNote(_ filter: ListFilter, path: String, listed: Int, counted: Int) -> Switch? {
    var other = filter
    other.filter.claims.toggle()
    if filter.filter.claims, !filter.filter.facts {
      return Switch(
        text: "Claims, and what is denied, expected or hypothetical, are counted too.",
        switchHref: path + other.query(), switchName: "Count only what the authors report as having happened")
    }
    guard listed > counted else { return nil }
    return Switch(
      text:
        "Counted is what the authors report as having happened; \(Wording.number(listed - counted)) more \(listed - counted == 1 ? "is" : "are") only claimed, denied, expected or hypothetical.",
      switchHref: path + other.query(), switchName: "Count them too")
  }
}
