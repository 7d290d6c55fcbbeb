import Codebook
import Findings
import Hummingbird
import Store

extension Site {
  func actorsPage(in snapshot: ArchiveSnapshot) -> PageContent {
    var view: View = [
      "rows": snapshot.actors.prefix(Self.actorLimit).map { actor -> View in
        [
          "actorName": wording.name(of: actor.code), "actorCode": actor.code.rawValue,
          "actorHref": "/actors/\(actor.code.rawValue)", "count": Wording.number(actor.count),
        ]
      },
      "summary": Wording.count(
        snapshot.actors.count, "state or kind of organization", "states and kinds of organizations"),
      "cutNote": Self.cutNote(Self.actorLimit, of: snapshot.actors.count),
      "hasActors": !snapshot.actors.isEmpty,
    ]
    if snapshot.actors.isEmpty {
      view["empty"] = emptiness(ListFilter(), in: snapshot, path: "/actors", things: "actors")
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
    var filter = ListFilter(codes: codes)
    filter.countsClaims = self.filter(fields, in: snapshot).countsClaims
    let concerned = filter
    if codes.count > 1 { filter.relation = .between }
    let happenings = snapshot.happenings(filter.counted)
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
    var own = ListFilter()
    own.countsClaims = filter.countsClaims
    view.set(
      "countNote",
      countNote(own, path: path, listed: snapshot.happenings(filter).count, counted: happenings.count))
    view["together"] = together(concerned, in: snapshot)
    let grouping = TimeGrouping(happenings, spansAtMost: 24)
    view["categoryTable"] = categories(happenings, grouping: grouping)
    view["spans"] = spans(happenings, grouping: grouping).map { ["span": grouping.title($0)] as View }
    view["hasCategories"] = !happenings.isEmpty
    view["countUnit"] = grouping.unit
    let others = codes.count == 1 ? counterparts(of: codes[0], happenings) : []
    view["others"] = others.prefix(Self.counterpartLimit).map { $0 }
    view["othersNote"] = Self.cutNote(Self.counterpartLimit, of: others.count)
    view["links"] = FindingPage.allCases.map { page -> View in
      let count = concerned.kept(snapshot.keys(of: page.kind)).count
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

  private func spans(_ happenings: HappeningList, grouping: TimeGrouping) -> [Int] {
    Set(happenings.compactMap { $0.year.map(grouping.start(of:)) }).sorted()
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

  /// What two did together towards others, in words with a link; empty for one actor.
  private func together(_ filter: ListFilter, in snapshot: ArchiveSnapshot) -> [View] {
    guard filter.codes.count == 2 else { return [] }
    var joint = filter
    joint.relation = .together
    let count = snapshot.happenings(joint.counted).count
    guard count > 0 else { return [] }
    if !joint.countsClaims { joint.factsOnly = true }
    return [
      [
        "togetherWords": Wording.count(count, "happening") + " with both on one side, towards others",
        "togetherHref": "/chronicle" + joint.query(),
      ]
    ]
  }

  /// With whom an actor had to do, the most first: on opposite sides, and on the same side towards others.
  private func counterparts(of own: ActorCode, _ happenings: HappeningList) -> [View] {
    var counts: [ActorCode: (cooperation: Int, conflict: Int, together: Int)] = [:]
    for happening in happenings {
      let key = happenings.key(of: happening)
      for code in key.codes where code != own {
        var count = counts[code] ?? (0, 0, 0)
        if SideRelation(of: own, and: code, in: key) == .together {
          count.together += 1
        } else if happening.quad.isCooperation {
          count.cooperation += 1
        } else {
          count.conflict += 1
        }
        counts[code] = count
      }
    }
    func sum(_ count: (cooperation: Int, conflict: Int, together: Int)) -> Int {
      count.cooperation + count.conflict + count.together
    }
    return counts.sorted { (sum($1.value), $0.key) < (sum($0.value), $1.key) }.map { code, count in
      [
        "otherName": wording.name(of: code), "otherHref": "/pairs/\(own.rawValue)/\(code.rawValue)",
        "cooperation": Wording.number(count.cooperation), "conflict": Wording.number(count.conflict),
        "togetherCount": Wording.number(count.together), "sum": Wording.number(sum(count)),
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
