import ArgumentParser
import Codebook
import Exports
import Findings
import Foundation
import Pipeline

extension ActorKind: ExpressibleByArgument {}

struct ActorsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "actors",
    abstract: "What is known of states, people, organizations and groups, how old it is and how far it reaches.",
    discussion: """
      Without filters: counts by kind, table, era and state. With a kind, a state, a day or words: the rows themselves, \
      such as `entente actors --kind person --state FRA --on 1904-04-08`. --members-of lists who belonged to an \
      organization or grouping, ever or on a day: `entente actors --members-of NATO --on 1955-05-14`.
      """)

  @Option(help: "state, polity, person, organization, group, body, place or grouping.")
  var kind: ActorKind?

  @Option(help: "Only what has this code (ISO 3166 alpha-3, IGO, UNO …).")
  var state: ActorCodeArgument?

  @Option(help: "Only what held on this day (YYYY-MM-DD).")
  var on: CalendarBound?

  @Option(help: "Only names and offices that hold these words.")
  var containing = ""

  @Option(help: "The members of the organization or grouping with this name.")
  var membersOf: String?

  @Option(help: "text, md, csv or json.")
  var format = FindingListFormat.text

  @OptionGroup var lexicon: LexiconOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let known = try lexicon.load()
    let isListing = kind != nil || state != nil || on != nil || !containing.isEmpty
    let lists =
      if let membersOf { [try members(of: membersOf, known)] } else if isListing { [rows(of: known)] } else {
        Self.counts(known.coverage())
      }
    try output.write { output in
      for (number, list) in lists.enumerated() {
        // A JSON reader wants one value; the tables of the overview are told apart by their columns elsewhere.
        if number > 0, format == .text || format == .md { try output.write([0x0A]) }
        try output.write(Array(format.write(list).utf8))
      }
    }
    if lists.allSatisfy(\.rows.isEmpty) { StandardError.write("Nothing known passes the filter.") }
  }

  private func members(of name: String, _ lexicon: ActorLexicon) throws -> FindingList {
    guard let key = lexicon.memberships(of: name, on: on?.earliest) else {
      throw ValidationError("Nothing is known of the members of \"\(name)\".")
    }
    return FindingList(
      columns: ["code", "name", "from", "to", "row"],
      rows: lexicon.memberships.members(of: key, on: on?.earliest).map { member in
        [
          member.code.rawValue, lexicon.stateName(of: member.code) ?? "", member.from?.description ?? "",
          member.to?.description ?? "", "\(member.resource.table):\(member.resource.line)",
        ]
      })
  }

  private func rows(of lexicon: ActorLexicon) -> FindingList {
    let found = lexicon.listing(kind: kind, code: state?.code, on: on?.earliest, containing: containing)
    return FindingList(
      columns: ["name", "kind", "code", "sector", "office", "from", "to", "other_names", "row"],
      rows: found.map { row in
        [
          row.name, row.kind.rawValue, row.code?.rawValue ?? "", row.sector?.rawValue ?? "", row.office ?? "",
          row.from?.description ?? "", row.to?.description ?? "", row.otherNames.joined(separator: "; "),
          "\(row.resource.table):\(row.resource.line)",
        ]
      })
  }

  private static func counts(_ coverage: ActorCoverage) -> [FindingList] {
    [
      FindingList(
        columns: ["kind", "actors", "rows", "names"],
        rows: coverage.kinds.map { [$0.kind.rawValue, String($0.actors), String($0.rows), String($0.names)] }),
      FindingList(
        columns: ["table", "version", "rows"],
        rows: coverage.tables.map { [$0.name, $0.version ?? "", String($0.rows)] }),
      FindingList(
        columns: ["terms_begun_from", "to", "terms", "states"],
        rows: coverage.eras.map { [String($0.firstYear), String($0.lastYear), String($0.terms), String($0.states)] }),
      FindingList(
        columns: ["state", "name", "people", "terms", "earliest_term", "latest_term", "in_office"],
        rows: coverage.states.map {
          [
            $0.code.rawValue, $0.name, String($0.people), String($0.terms), $0.earliest?.description ?? "",
            $0.latest?.description ?? "", String($0.inOffice),
          ]
        }),
    ]
  }
}
