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
  /// Dates conflict where no day lies in all of them; statuses where one denies what another tells.
  static func among(_ reports: [EventReport]) -> [Conflict] {
    guard reports.count > 1 else { return [] }
    var found: [Conflict] = []
    func add(_ subject: Subject, _ value: (EventReport) -> String?) {
      var versions: [Version] = []
      for report in reports {
        guard let value = value(report) else { continue }
        if let place = versions.firstIndex(where: { $0.value == value }) {
          versions[place].reports.append(report.name)
        } else {
          versions.append(Version(value: value, reports: [report.name]))
        }
      }
      if versions.count > 1 { found.append(Conflict(subject: subject, versions: versions)) }
    }
    let dates = reports.compactMap(\.event.date)
    let latestBeginning = dates.compactMap(\.earliest).max()
    let earliestEnd = dates.compactMap(\.latest).min()
    if let latestBeginning, let earliestEnd, earliestEnd < latestBeginning { add(.date) { $0.event.date?.edtf } }
    add(.actors) { report in
      OccurrenceMerger.codes(of: report.event.actors + report.event.recipients).map(\.rawValue).joined(separator: " ")
    }
    add(.category) { $0.event.category.rawValue }
    if reports.contains(where: { $0.event.status == .denied }) {
      add(.status) { $0.event.status == .denied ? "denied" : "told" }
    }
    return found
  }
}

/// How the sources of an occurrence stand to each other.
public enum SourceAgreement: String, Sendable {
  case single, corroborated, contradicted
}
