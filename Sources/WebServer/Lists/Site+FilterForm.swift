import Findings

extension Site {
  /// The filter form of a list, filled in as the address has it.
  ///
  /// - Parameter labels: what the list's label can be; empty where it isn't filtered by one.
  func filterForm(
    _ filter: ListFilter, path: String, in snapshot: ArchiveSnapshot, labelTitle: String,
    labels: [(value: String, name: String)], isChronicle: Bool = false, hasTimes: Bool = true
  ) -> View {
    func actor(_ place: Int, _ name: String) -> String {
      filter.codes.indices.contains(place) ? filter.codes[place].rawValue : filter.text(of: name)
    }
    var view: View = [
      "action": path, "actorValue": actor(0, "actor"), "withValue": actor(1, "with"),
      "fromValue": filter.text(of: "from"), "toValue": filter.text(of: "to"),
      "knownActors": snapshot.actors.prefix(Self.choiceLimit).map { actor -> View in
        ["code": actor.code.rawValue, "name": wording.name(of: actor.code)]
      },
      "labelTitle": labelTitle,
      "labelOptions": [["value": "", "name": "All", "isChosen": filter.label == nil] as View]
        + labels.map { ["value": $0.value, "name": $0.name, "isChosen": filter.label == $0.value] as View },
      "documentOptions": documentOptions(filter, in: snapshot), "isChronicle": isChronicle,
      "filterWords": words(of: filter, labels: labels, in: snapshot), "hasFilterProblem": !filter.problems.isEmpty,
      "hasTimes": hasTimes, "claims": filter.countsClaims,
      "sourcesValue": filter.sources > 1 ? String(filter.sources) : "", "choiceNote": choiceNote(in: snapshot),
      "facts": filter.factsOnly, "dated": filter.datedOnly, "isFiltered": !filter.isEmpty,
      "problems": filter.problems.map { ["text": $0] as View }, "hasProblems": !filter.problems.isEmpty,
    ]
    view["sideOptions"] =
      [["value": "", "name": "Any", "isChosen": filter.relation == nil] as View]
      + SideRelation.allCases.map {
        ["value": $0.rawValue, "name": Wording.capitalized($0.words), "isChosen": filter.relation == $0] as View
      }
    view["statusOptions"] =
      [["value": "", "name": "All", "isChosen": filter.status == nil] as View]
      + EventStatus.allCases.map {
        ["value": $0.rawValue, "name": $0.rawValue.capitalized, "isChosen": filter.status == $0] as View
      }
    return view
  }

  /// Actors and documents that a form offers to choose from.
  private static var choiceLimit: Int { 300 }

  /// What the form's lists leave out, in words.
  private func choiceNote(in snapshot: ArchiveSnapshot) -> String {
    [(snapshot.actors.count, "actors"), (snapshot.documents.count, "documents")]
      .filter { $0.0 > Self.choiceLimit }
      .map { "The first \(Self.choiceLimit) of \(Wording.number($0.0)) \($0.1) are offered here." }
      .joined(separator: " ")
  }

  /// What a filter keeps, in words: "France and United Kingdom · from 1898 · until 1904".
  private func words(
    of filter: ListFilter, labels: [(value: String, name: String)], in snapshot: ArchiveSnapshot
  ) -> String {
    var words: [String] = []
    if !filter.codes.isEmpty { words.append(filter.codes.map(wording.name(of:)).joined(separator: " and ")) }
    if let relation = filter.relation { words.append(relation.words) }
    if filter.from != nil { words.append("from \(wording.date(filter.text(of: "from")))") }
    if filter.to != nil { words.append("until \(wording.date(filter.text(of: "to")))") }
    if let label = filter.label { words.append(labels.first { $0.value == label }?.name ?? label) }
    if let status = filter.status { words.append(status.rawValue) }
    if let document = filter.document {
      words.append("in “\(snapshot.document(document)?.displayTitle ?? "a document that isn’t there")”")
    }
    if filter.factsOnly { words.append("reported as having happened") }
    if filter.datedOnly { words.append("with a date") }
    if filter.sources > 1 { words.append("told by \(Wording.count(filter.sources, "document")) or more") }
    return words.joined(separator: " · ")
  }

  /// The documents to choose from: all of a small archive; of a large one the first few hundred and the chosen one.
  private func documentOptions(_ filter: ListFilter, in snapshot: ArchiveSnapshot) -> [View] {
    var options: [View] = [["value": "", "name": "All", "isChosen": filter.document == nil]]
    var shown = Array(snapshot.documents.prefix(Self.choiceLimit))
    if let chosen = filter.document, !shown.contains(where: { $0.id == chosen }),
      let document = snapshot.document(chosen)
    {
      shown.append(document)
    }
    for document in shown {
      let title = document.displayTitle
      options.append([
        "value": String(document.id), "name": title.count > 60 ? title.prefix(58) + "…" : title,
        "isChosen": document.id == filter.document,
      ])
    }
    return options
  }

  /// Links to the pages of a list.
  func pager(_ filter: ListFilter, path: String, total: Int) -> View? {
    let pages = (total + Self.pageLength - 1) / Self.pageLength
    guard pages > 1 else { return nil }
    let page = min(filter.page, pages)
    var view: View = [
      "first": Wording.number((page - 1) * Self.pageLength + 1),
      "last": Wording.number(min(total, page * Self.pageLength)), "of": Wording.number(total),
      "pageNumber": page, "pageCount": Wording.number(pages),
    ]
    if page > 1 { view["previousHref"] = path + filter.query(page: page - 1) }
    if page < pages { view["nextHref"] = path + filter.query(page: page + 1) }
    return view
  }

  /// The part of a list that its page shows.
  func slice<Item>(_ items: [Item], _ filter: ListFilter) -> ArraySlice<Item> {
    let pages = max(1, (items.count + Self.pageLength - 1) / Self.pageLength)
    let start = (min(filter.page, pages) - 1) * Self.pageLength
    return items[start..<min(items.count, start + Self.pageLength)]
  }

  /// Links to other formats of what a list shows.
  func exports(_ filter: ListFilter, path: String) -> [View] {
    [("csv", "CSV"), ("md", "Markdown"), ("json", "JSON")].map { suffix, name in
      ["href": "\(path).\(suffix)\(filter.query())", "name": name]
    }
  }

  /// Why a list is empty.
  func emptiness(
    _ filter: ListFilter, in snapshot: ArchiveSnapshot, path: String, things: String
  ) -> View {
    if snapshot.documents.isEmpty {
      return [
        "text": "The archive holds no documents yet.", "href": "/", "action": "Add a document or load the samples",
      ]
    }
    if filter.isEmpty {
      return [
        "text":
          "None of the archive’s \(Wording.count(snapshot.documents.count, "document")) gave any \(things): either they tell of none, or none in words that the coder knows.",
        "href": "/", "action": "See the documents",
      ]
    }
    return [
      "text": "No \(things) pass all of these filters at once.", "href": path, "action": "Clear the filters",
    ]
  }
}
