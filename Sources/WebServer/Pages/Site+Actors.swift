import Codebook
import Findings
import Hummingbird
import Store

extension Site {
  func actorsPage(in snapshot: ArchiveSnapshot) -> PageContent {
    var view: View = [
      "rows": snapshot.actors.prefix(400).map { actor -> View in
        [
          "actorName": wording.name(of: actor.code), "actorCode": actor.code.rawValue,
          "actorHref": "/actors/\(actor.code.rawValue)", "count": Wording.number(actor.count),
        ]
      },
      "summary": Wording.count(
        snapshot.actors.count, "state or kind of organization", "states and kinds of organizations"),
      "hasActors": !snapshot.actors.isEmpty,
    ]
    if snapshot.actors.isEmpty {
      view["empty"] = emptiness(ListFilter(), in: snapshot, path: "/actors", things: "actors")
    }
    return PageContent(template: "actors", title: "Actors", section: "actors", view: view)
  }

  /// A page of what one actor did, or of what happened between two.
  func actorPage(_ codes: [ActorCode], in snapshot: ArchiveSnapshot) throws -> PageContent {
    let names = codes.map(wording.name(of:))
    let filter = ListFilter(codes: codes)
    let happenings = snapshot.happenings(filter)
    let isKnown = codes.allSatisfy { code in
      wording.name(of: code) != code.rawValue || snapshot.actors.contains { $0.code == code }
    }
    guard isKnown else { throw HTTPError(.notFound, message: "No actor is known by that code.") }
    let latest = happenings.list.filter { $0.year != nil }.suffix(10)
    var view: View = [
      "heading": names.joined(separator: " and "), "codes": codes.map { ["code": $0.rawValue] as View },
      "isPair": codes.count > 1, "summary": Wording.count(happenings.count, "happening"),
      "chronicleHref": "/chronicle" + filter.query(),
      "lines": try lines(latest.reversed(), of: happenings, in: snapshot),
      "hasLines": !latest.isEmpty, "lineCount": latest.count,
    ]
    let grouping = TimeGrouping(happenings)
    view["categoryTable"] = categories(happenings, grouping: grouping)
    view["spans"] = spans(happenings, grouping: grouping).map { ["span": grouping.title($0)] as View }
    view["hasCategories"] = !happenings.isEmpty
    view["countUnit"] = grouping.unit
    view["others"] = counterparts(of: codes, happenings)
    view["links"] = FindingPage.allCases.map { page -> View in
      let count = filter.kept(snapshot.keys(of: page.kind)).count
      return [
        "linkHref": "/\(page.rawValue)\(filter.query())",
        "linkName": Wording.count(count, Wording.kind(page.kind).one, Wording.kind(page.kind).many),
      ]
    }
    view["who"] = try codes.map { code -> View in
      [
        "whoName": wording.name(of: code), "whoHref": "/actors/\(code.rawValue)", "people": try people(of: code),
        "names": states(of: code),
      ]
    }
    if happenings.isEmpty {
      view["empty"] =
        [
          "text": codes.count > 1
            ? "No event of the archive has both of them among its sides."
            : "No event of the archive has \(names[0]) among its sides.",
          "href": "/chronicle", "action": "See the whole chronicle",
        ] as View
    }
    return PageContent(template: "actor", title: names.joined(separator: " and "), section: "actors", view: view)
  }

  private func spans(_ happenings: HappeningList, grouping: TimeGrouping) -> [Int] {
    Set(happenings.compactMap { $0.year.map(grouping.start(of:)) }).sorted().suffix(24)
  }

  /// Categories by span of time, those without any left out.
  private func categories(_ happenings: HappeningList, grouping: TimeGrouping) -> [View] {
    let spans = spans(happenings, grouping: grouping)
    var counts: [String: [Int: Int]] = [:]
    var undated: [String: Int] = [:]
    for happening in happenings {
      let label = happenings.key(of: happening).label
      if let year = happening.year {
        counts[label, default: [:]][grouping.start(of: year), default: 0] += 1
      } else {
        undated[label, default: 0] += 1
      }
    }
    return PloverCategory.allCases.compactMap { category in
      let name = category.rawValue
      let sum = (counts[name] ?? [:]).values.reduce(0, +) + (undated[name] ?? 0)
      guard sum > 0 else { return nil }
      let look = category.quad.look
      return [
        "category": wording.category(name), "quadStyle": look.style, "quadSign": look.sign, "quadWords": look.words,
        "cells": spans.map { ["cell": Self.cell(counts[name]?[$0] ?? 0)] as View },
        "undatedCell": Self.cell(undated[name] ?? 0), "sum": Wording.number(sum),
      ]
    }
  }

  private static func cell(_ count: Int) -> String { count == 0 ? "·" : Wording.number(count) }

  private func counterparts(of codes: [ActorCode], _ happenings: HappeningList) -> [View] {
    guard codes.count == 1, let own = codes.first else { return [] }
    var counts: [ActorCode: (cooperation: Int, conflict: Int)] = [:]
    for happening in happenings {
      let isCooperation = happening.quad.isCooperation
      for code in happenings.key(of: happening).codes where code != own {
        counts[code, default: (0, 0)].cooperation += isCooperation ? 1 : 0
        counts[code, default: (0, 0)].conflict += isCooperation ? 0 : 1
      }
    }
    return counts.sorted {
      ($1.value.cooperation + $1.value.conflict, $0.key) < ($0.value.cooperation + $0.value.conflict, $1.key)
    }.prefix(30).map { code, count in
      [
        "otherName": wording.name(of: code), "otherHref": "/pairs/\(own.rawValue)/\(code.rawValue)",
        "cooperation": Wording.number(count.cooperation), "conflict": Wording.number(count.conflict),
        "sum": Wording.number(count.cooperation + count.conflict),
      ]
    }
  }

  /// The people and bodies of a state that the archive names, with their offices and when they held them.
  private func people(of code: ActorCode) throws -> [View] {
    let mentioned = try archive.mentioned(of: code, limit: 40)
    var terms: [String: [ActorListing]] = [:]
    for row in lexicon.listing(code: code) { terms[row.identifier, default: []].append(row) }
    return mentioned.filter { !$0.identifier.hasPrefix("state:") }.prefix(25).map { mention in
      let offices = (terms[mention.identifier] ?? []).prefix(4).compactMap { term -> View? in
        guard let office = term.office else { return nil }
        return ["office": office, "term": period(term)]
      }
      return [
        "personName": mention.name, "mentions": Wording.count(mention.count, "mention"), "offices": offices,
        "searchHref": "/search?q=\(FormFields.encode("\"\(mention.name)\""))",
      ]
    }
  }

  /// The names of a state and of those whose place it took, with the time for which they hold.
  private func states(of code: ActorCode) -> [View] {
    [ActorKind.state, .polity].flatMap { lexicon.listing(kind: $0, code: code) }.prefix(12).map { row in
      [
        "stateName": row.name, "period": period(row),
        "aliases": row.otherNames.prefix(8).joined(separator: ", "),
      ]
    }
  }

  func period(_ listing: ActorListing) -> String { wording.period(from: listing.from, to: listing.to) }
}
