/// The rules of an attribute ruler that a token can begin, looked up by its tag and its lower-case form.
struct RuleCandidates {
  /// Rules whose first test names lower-case forms, by form.
  private var byForm: [[Int32]]
  /// All others, by tag; tags that the pipeline doesn't give are last.
  private var byTag: [[Int32]]

  init(_ ruler: AttributeRuler, labels: [String]) {
    byForm = Array(repeating: [], count: ruler.forms.count)
    byTag = Array(repeating: [], count: labels.count)
    for (number, rule) in ruler.rules.enumerated() {
      let tests = rule.tokens[0]
      let forms = tests.first { $0.subject == .lower && !$0.isNegated && $0.pattern == nil }?.numbers
      if let forms {
        for form in forms { byForm[Int(form)].append(Int32(number)) }
        continue
      }
      for tag in labels.indices {
        let fits = tests.allSatisfy { test in
          test.subject != .tag || test.pattern != nil || test.numbers.contains(Int32(tag)) != test.isNegated
        }
        if fits { byTag[tag].append(Int32(number)) }
      }
    }
  }

  /// Numbers of rules in ascending order; more tests may have to be passed.
  ///
  /// - Parameter lower: Number of the form among those that tests name; negative where none names it.
  func rules(tag: Int32, lower: Int32) -> [Int32] {
    let general = byTag[Int(tag)]
    if lower < 0 || byForm[Int(lower)].isEmpty { return general }
    return (general + byForm[Int(lower)]).sorted()
  }
}
