import Findings

/// A record that a name can stand for, and how well that suits a date.
package struct ActorCandidate: Sendable {
  package var record: Int32
  package var form: NameForm
  /// 0...1: 1 where record and name both hold at the date.
  package var fit: Double
  package var days: DayRange

  package init(record: Int32, form: NameForm, fit: Double, days: DayRange) {
    self.record = record
    self.form = form
    self.fit = fit
    self.days = days
  }
}

extension ActorLexicon {
  /// How well days suit a date: 1 inside, then less the farther off, down to 0.04.
  package static func fit(_ days: DayRange, _ day: Int32?) -> Double {
    guard let day else { return days.last == .max ? 1 : 0.9 }
    // Before its time a name is less likely than after it.
    let distance = days.distance(to: day) * (day < days.first ? 2 : 1)
    if distance == 0 { return 1 }
    // Twenty years off all are unlikely, the nearer ones a little less.
    return max(0.04 + 0.03 / (1 + Double(distance) / 36525), 0.9 - Double(distance) / 7305)
  }

  /// The term of office of a person that suits the date best; the record itself for other kinds.
  package func term(of record: Int32, on day: Int32?) -> Int32 {
    guard records[Int(record)].next >= 0 else { return record }
    var best = record
    var bestFit = -1.0
    for term in terms(of: record) {
      let days = records[Int(term)].days
      // Of two offices held at once the one begun later, as a rule the higher; without a date the last one.
      let fit = Self.fit(days, day)
      if fit > bestFit || (fit == bestFit && days.first > records[Int(best)].days.first) {
        best = term
        bestFit = fit
      }
    }
    return best
  }

  /// Order among kinds and forms where dates don't decide.
  private static func rank(_ record: ActorRecord, _ form: NameForm) -> Double {
    if record.isUserDefined { return 10 }
    let byKind =
      switch record.kind {
      case .state: 0.40
      case .grouping: 0.38
      case .blocked: 0.39
      case .polity: 0.36
      case .organization: 0.34
      case .body: 0.33
      case .group: 0.32
      case .person: 0.31
      case .place: 0.20
      }
    let byForm =
      switch form {
      case .name, .formal, .alias: 0.05
      case .adjective: 0.041
      case .demonym: 0.04
      case .seat: 0.045
      case .capital: 0.03
      case .surname: -0.1
      }
    return byKind + byForm
  }

  /// All that `postings` can stand for, the likeliest first.
  package func candidates(_ postings: [NameIndex.Posting], on day: Int32?) -> [ActorCandidate] {
    var found: [(candidate: ActorCandidate, score: Double)] = []
    for posting in postings {
      let chosen = term(of: posting.record, on: day)
      let record = records[Int(chosen)]
      var fit = min(Self.fit(posting.days, day), Self.fit(record.days, day))
      // A state's names are used of its land and people before it too.
      if record.kind == .state { fit = Self.fit(posting.days, day) }
      // A city where a former state once had its seat is that state's at its time only.
      if record.kind == .polity, posting.form == .capital, fit < 1 { fit *= 0.5 }
      let score = fit + Self.rank(record, posting.form)
      found.append(
        (ActorCandidate(record: chosen, form: posting.form, fit: fit, days: posting.days), score))
    }
    found.sort { ($0.score, $1.candidate.record) > ($1.score, $0.candidate.record) }
    return found.map(\.candidate)
  }
}
