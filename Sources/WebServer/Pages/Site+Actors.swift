import Analysis
import Codebook
import Findings
import Hummingbird
import Store

extension Site {
  func actorsPage(in snapshot: ArchiveSnapshot) throws -> PageContent {
    let actors = try snapshot.actors
    var view: View = [
      "rows": actors.prefix(Self.actorLimit).map { actor -> View in
        [
          "actorName": wording.name(of: actor.code), "actorCode": actor.code.rawValue,
          "actorHref": "/actors/\(actor.code.rawValue)", "count": Wording.number(actor.count),
        ]
      },
      "summary": Wording.count(
        actors.count, "state or kind of organization", "states and kinds of organizations"),
      "cutNote": Self.cutNote(Self.actorLimit, of: actors.count),
      "hasActors": !actors.isEmpty,
    ]
    if actors.isEmpty {
      view["empty"] = emptiness(ListFilter(), in: snapshot, path: "/actors", things: "actors").view
    }
    return PageContent(template: "actors", title: "Actors", section: "actors", view: view)
  }

  private static var actorLimit: Int { 400 }
  private static var counterpartLimit: Int { 30 }

  /// "The first 400 of 412." where a table is cut.
  private static func cutNote(_ limit: Int, of count: Int) -> String {
    count > limit ? "The first \(Wording.number(limit)) of \(Wording.number(count))." : ""
  }

  /// A page of what one actor did, or of what happened between two.
  func actorPage(_ codes: [ActorCode], _ fields: FormFields, in snapshot: ArchiveSnapshot) throws -> PageContent {
    let names = codes.map(wording.name(of:))
    let path =
      codes.count > 1 ? "/pairs/" + codes.map(\.rawValue).joined(separator: "/") : "/actors/\(codes[0].rawValue)"
    var filter = ListFilter(Filter(actors: codes.map { .code($0) }, undated: true))
    filter.filter.claims = try self.filter(fields, for: .chronicle, in: snapshot).filter.claims
    let concerned = filter
    if codes.count > 1 { filter.filter.sides = .between }
    let happenings = try occurrences(filter.counted, in: snapshot)
    let known = try snapshot.actors
    let isKnown = codes.allSatisfy { code in
      wording.name(of: code) != code.rawValue || known.contains { $0.code == code }
    }
    guard isKnown else { throw HTTPError(.notFound, message: "No actor is known by that code.") }
    let latest = happenings.filter { $0.year != nil }.suffix(10)
    var view: View = [
      "heading": names.joined(separator: " and "), "codes": codes.map { ["code": $0.rawValue] as View },
      "isPair": codes.count > 1, "summary": Wording.count(happenings.count, "happening"),
      "chronicleHref": "/chronicle" + filter.query(),
      "lines": try lines(latest.reversed(), of: happenings, in: snapshot),
      "hasLines": !latest.isEmpty,
    ]
    var own = ListFilter()
    own.filter.claims = filter.filter.claims
    view.set(
      "countNote",
      countNote(own, path: path, listed: try occurrences(filter, in: snapshot).count, counted: happenings.count))
    view["together"] = try together(concerned, in: snapshot)
    let grouping = TimeGrouping(happenings.years, spansAtMost: 24)
    view["categoryTable"] = categories(happenings, grouping: grouping)
    view["spans"] = spans(happenings, grouping: grouping).map { ["span": grouping.title($0)] as View }
    view["hasCategories"] = !happenings.isEmpty
    view["countUnit"] = grouping.unit
    let others = codes.count == 1 ? counterparts(of: codes[0], happenings) : []
    view["others"] = others.prefix(Self.counterpartLimit).map { $0 }
    view["othersNote"] = Self.cutNote(Self.counterpartLimit, of: others.count)
    view["links"] = try FindingPage.allCases.map { page -> View in
      var concerned = concerned
      concerned.filter.undated = nil
      let count = try rows(concerned, page, in: snapshot).count
      return [
        "linkHref": "/\(page.rawValue)\(concerned.query())",
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
            ? "The archive holds nothing that is reported as having happened between them."
            : "The archive holds nothing that is reported as having happened with \(names[0]) among its sides.",
          "href": "/chronicle", "action": "See the whole chronicle",
        ] as View
    }
    return PageContent(template: "actor", title: names.joined(separator: " and "), section: "actors", view: view)
  }

  private func spans(_ happenings: OccurrenceList, grouping: TimeGrouping) -> [Int] {
    happenings.spans(by: grouping).map(\.start)
  }

  /// Categories by span of time, those without any left out.
  private func categories(_ happenings: OccurrenceList, grouping: TimeGrouping) -> [View] {
    let spans = spans(happenings, grouping: grouping)
    return happenings.categories(by: grouping).map { count in
      let look = count.category.quad.look
      return [
        "category": wording.category(count.category.rawValue), "quadStyle": look.style, "quadSign": look.sign,
        "quadWords": look.words,
        "cells": spans.map { ["cell": Self.cell(count.spans[$0] ?? 0)] as View },
        "undatedCell": Self.cell(count.undated), "sum": Wording.number(count.sum),
      ]
    }
  }

  private static func cell(_ count: Int) -> String { count == 0 ? "·" : Wording.number(count) }

  /// What two did together towards others, in words with a link; empty for one actor.
  private func together(_ filter: ListFilter, in snapshot: ArchiveSnapshot) throws -> [View] {
    guard filter.filter.actors.count == 2 else { return [] }
    var joint = filter
    joint.filter.sides = .together
    let count = try occurrences(joint.counted, in: snapshot).count
    guard count > 0 else { return [] }
    if !joint.filter.claims { joint.filter.facts = true }
    return [
      [
        "togetherWords": Wording.count(count, "happening") + " with both on one side, towards others",
        "togetherHref": "/chronicle" + joint.query(),
      ]
    ]
  }

  /// With whom an actor had to do, the most first: on opposite sides, and on the same side towards others.
  private func counterparts(of own: ActorCode, _ happenings: OccurrenceList) -> [View] {
    happenings.counterparts(of: own).map { other in
      [
        "otherName": wording.name(of: other.code), "otherHref": "/pairs/\(own.rawValue)/\(other.code.rawValue)",
        "cooperation": Wording.number(other.cooperation), "conflict": Wording.number(other.conflict),
        "togetherCount": Wording.number(other.together), "sum": Wording.number(other.sum),
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
