import Codebook
import Findings
import Store

/// Who an actor is: its names through time, and the people and bodies that the archive names.
struct Who: ViewValue {
  var whoName: String
  var whoHref: String
  var names: [StateName]
  var people: [Person]

  struct StateName: ViewValue {
    var stateName: String
    var period: String
    var aliases: String
  }

  struct Person: ViewValue {
    var personName: String
    var mentions: String
    var offices: [Office]
    var searchHref: String
  }

  struct Office: ViewValue {
    var office: String
    /// When it was held.
    var term: String
  }
}

extension ActorPages {
  func who(_ code: ActorCode) throws -> Who {
    Who(
      whoName: site.wording.name(of: code), whoHref: "/actors/\(code.rawValue)", names: states(of: code),
      people: try people(of: code))
  }

  /// The people and bodies of a state that the archive names, with their offices and when they held them.
  private func people(of code: ActorCode) throws -> [Who.Person] {
    let mentioned = try site.archive.mentioned(of: code, limit: 40)
    var terms: [String: [ActorListing]] = [:]
    for row in site.lexicon.listing(code: code) { terms[row.identifier, default: []].append(row) }
    return mentioned.filter { !$0.identifier.hasPrefix("state:") }.prefix(25).map { mention in
      let offices = (terms[mention.identifier] ?? []).prefix(4).compactMap { term -> Who.Office? in
        guard let office = term.office else { return nil }
        return Who.Office(office: office, term: site.period(term))
      }
      return Who.Person(
        personName: mention.name, mentions: Wording.count(mention.count, "mention"),
        offices: Array(offices), searchHref: "/search?q=\(FormFields.encode("\"\(mention.name)\""))")
    }
  }

  /// The names of a state and of those whose place it took, with the time for which they hold.
  private func states(of code: ActorCode) -> [Who.StateName] {
    [ActorKind.state, .polity].flatMap { site.lexicon.listing(kind: $0, code: code) }.prefix(12).map { row in
      Who.StateName(
        stateName: row.name, period: site.period(row), aliases: row.otherNames.prefix(8).joined(separator: ", "))
    }
  }
}
