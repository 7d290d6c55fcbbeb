import Codebook
import Findings

/// Which state the parties of events were at the time told of, where their code says less: both Vietnams are VNM.
///
/// A party that is a state by name is that one. Of a person, an army or a capital it is the one of the same code that
/// the document names most, among those that there were at the time; else the only one there was.
struct EntityFinder: Sendable {
  /// By code, the polities with their days.
  private let polities: [ActorCode: [(identifier: String, from: CalendarDay?, to: CalendarDay?)]]

  init(lexicon: ActorLexicon) {
    var polities: [ActorCode: [(identifier: String, from: CalendarDay?, to: CalendarDay?)]] = [:]
    for row in lexicon.listing(kind: .polity) {
      if let code = row.code { polities[code, default: []].append((row.identifier, row.from, row.to)) }
    }
    self.polities = polities
  }

  /// The findings with the entities of their events' parties filled in.
  func complete(_ findings: DocumentFindings) -> DocumentFindings {
    var named: [ActorCode: [String: Int]] = [:]
    for actor in findings.actors {
      if let code = actor.code, let key = Self.state(actor) { named[code, default: [:]][key, default: 0] += 1 }
    }
    var findings = findings
    for place in findings.events.indices {
      let day = findings.events[place].date?.earliest ?? findings.events[place].date?.latest
      for side in [\Event.actors, \Event.recipients] {
        for number in findings.events[place][keyPath: side].indices {
          let party = findings.events[place][keyPath: side][number]
          findings.events[place][keyPath: side][number].entity = entity(of: party, on: day, named)
        }
      }
    }
    return findings
  }

  private static func state(_ actor: ActorMention) -> String? {
    actor.identifier.flatMap { $0.hasPrefix("polity:") || $0.hasPrefix("state:") ? $0 : nil }
  }

  private func entity(of party: ActorMention, on day: CalendarDay?, _ named: [ActorCode: [String: Int]]) -> String? {
    if let entity = party.entity ?? Self.state(party) { return entity }
    guard let code = party.code, !code.isKindOfOrganization else { return nil }
    let known = polities[code] ?? []
    func holds(_ key: String) -> Bool {
      guard let polity = known.first(where: { $0.identifier == key }), let day else { return true }
      return (polity.from.map { $0 <= day } ?? true) && (polity.to.map { day <= $0 } ?? true)
    }
    let candidates = (named[code] ?? [:]).filter { holds($0.key) }
    if let best = candidates.max(by: { ($0.value, $1.key) < ($1.value, $0.key) }) { return best.key }
    return "state:\(code.rawValue)"
  }
}
