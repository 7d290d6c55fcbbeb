import Findings

/// Reports of one occurrence that can't all be right.
public struct Conflict: Sendable, Hashable {
  public enum Subject: String, Sendable {
    case date, number, actors, category, outcome, status
  }

  /// One version, and the reports that give it.
  public struct Version: Sendable, Hashable {
    public var value: String
    public var reports: [FindingName]
  }

  public var subject: Subject
  public var versions: [Version]

  /// The conflicts of an occurrence's reports, in the order of the subjects.
  ///
  /// Dates conflict where two have no day in common, numbers where two exact ones count the same thing, actors where who
  /// did it to whom is told the other way round or of others, outcomes where one tells of agreement and one of refusal,
  /// statuses where one denies what another tells. What is only more precise conflicts with nothing.
  static func among(_ reports: [EventReport]) -> [Conflict] {
    guard reports.count > 1 else { return [] }
    let found = [dates(reports), numbers(reports), actors(reports), outcome(reports), status(reports)]
    return found.compactMap(\.self)
  }

  /// - Parameter value: what a report says, nil where it says nothing of it.
  private static func conflict(
    _ subject: Subject, _ reports: [EventReport], _ value: (EventReport) -> String?
  ) -> Conflict? {
    var versions: [Version] = []
    for report in reports {
      guard let value = value(report) else { continue }
      if let place = versions.firstIndex(where: { $0.value == value }) {
        versions[place].reports.append(report.name)
      } else {
        versions.append(Version(value: value, reports: [report.name]))
      }
    }
    return versions.count > 1 ? Conflict(subject: subject, versions: versions) : nil
  }

  private static func dates(_ reports: [EventReport]) -> Conflict? {
    func days(_ report: EventReport) -> (first: Int, last: Int)? {
      // A year that no text says contradicts nothing.
      guard let date = report.date, report.isYearStated || report.mendedDate != nil else { return nil }
      return (date.earliest?.dayNumber ?? .min, date.latest?.dayNumber ?? .max)
    }
    let all = reports.map(days)
    return conflict(
      .date,
      reports.enumerated().filter { place, _ in
        guard let own = all[place] else { return false }
        return all.contains { other in other.map { $0.last < own.first || own.last < $0.first } ?? false }
      }.map(\.element)
    ) { $0.date?.edtf }
  }

  private static func numbers(_ reports: [EventReport]) -> Conflict? {
    let counted = reports.map { CountedThings($0.sentence).counts }
    for thing in Set(counted.flatMap(\.keys)).sorted() {
      let values = counted.map { counts in counts[thing].flatMap { $0.count == 1 ? $0.first : nil } }
      var places: [EventReport] = []
      for (report, value) in zip(reports, values) where value != nil { places.append(report) }
      let known = Dictionary(
        zip(reports.map(\.name), values).compactMap { name, value in value.map { (name, $0) } },
        uniquingKeysWith: { first, _ in first })
      if let found = conflict(.number, places, { known[$0.name].map { "\($0) \(thing)" } }) { return found }
    }
    return nil
  }

  private static func actors(_ reports: [EventReport]) -> Conflict? {
    struct Sides {
      var actors: Set<ActorCode>
      var recipients: Set<ActorCode>
    }
    let sides = reports.map { report in
      func states(_ mentions: [ActorMention]) -> Set<ActorCode> {
        Set(mentions.compactMap(\.code).filter { !$0.isKindOfOrganization })
      }
      return Sides(actors: states(report.event.actors), recipients: states(report.event.recipients))
    }
    func conflict(_ one: Int, _ other: Int) -> Bool {
      guard reports[one].event.category == reports[other].event.category else { return false }
      let (left, right) = (sides[one], sides[other])
      let isTurned =
        !left.actors.isEmpty && !left.recipients.isEmpty && left.actors == right.recipients
        && left.recipients == right.actors && left.actors != left.recipients
      let isOfOthers =
        !left.actors.isEmpty && !right.actors.isEmpty
        && left.actors.isDisjoint(with: right.actors.union(right.recipients))
        && right.actors.isDisjoint(with: left.actors.union(left.recipients))
      return isTurned || isOfOthers
    }
    let concerned = reports.indices.filter { one in reports.indices.contains { $0 != one && conflict(one, $0) } }
    return self.conflict(.actors, concerned.map { reports[$0] }) { report in
      func text(_ mentions: [ActorMention]) -> String {
        OccurrenceMerger.codes(of: mentions).map(\.rawValue).joined(separator: " ")
      }
      let (actors, recipients) = (text(report.event.actors), text(report.event.recipients))
      return recipients.isEmpty ? actors : "\(actors) → \(recipients)"
    }
  }

  private static func outcome(_ reports: [EventReport]) -> Conflict? {
    guard let neighbours = try? CategoryNeighbours.embedded.get() else { return nil }
    let real = reports.filter { $0.event.status == .occurred }
    let concerned = real.filter { one in
      real.contains { other in
        neighbours.areOpposed(one.event.category, other.event.category)
          && OccurrenceMerger.codes(of: one.event.actors) == OccurrenceMerger.codes(of: other.event.actors)
      }
    }
    return conflict(.outcome, concerned) { $0.event.category.rawValue }
  }

  private static func status(_ reports: [EventReport]) -> Conflict? {
    conflict(.status, reports.filter { $0.event.status != .expected && $0.event.status != .hypothetical }) {
      $0.event.status == .denied ? "denied" : "told"
    }
  }
}

/// How the sources of an occurrence stand to each other.
public enum SourceAgreement: String, Sendable {
  case single, corroborated, contradicted
}
