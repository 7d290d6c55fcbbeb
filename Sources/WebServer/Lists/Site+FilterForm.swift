import Analysis
import Findings

extension Site {
  /// The filter form of a list, filled in as the address has it.
  ///
  /// - Parameter labels: what the list's label can be; empty where it isn't filtered by one.
  func filterForm(
    _ filter: ListFilter, path: String, in snapshot: ArchiveSnapshot, labelTitle: String,
    labels: [(value: String, name: String)], isChronicle: Bool = false, hasTimes: Bool = true
  ) throws -> FilterForm {
    let asked = filter.filter
    func actor(_ place: Int, _ name: String) -> String {
      asked.actors.indices.contains(place) ? asked.actors[place].text : filter.text(of: name)
    }
    let actors = try snapshot.actors
    return FilterForm(
      action: path, actorValue: actor(0, "actor"), withValue: actor(1, "with"), fromValue: filter.text(of: "from"),
      toValue: filter.text(of: "to"), searchValue: asked.search ?? "",
      sourcesValue: asked.sources > 1 ? String(asked.sources) : "",
      knownActors: actors.prefix(Self.choiceLimit).map {
        FilterForm.KnownActor(code: $0.code.rawValue, name: wording.name(of: $0.code))
      },
      labelTitle: labelTitle,
      labelOptions: Self.choices("All", asked.kinds, among: labels),
      statusOptions: Self.choices(
        "All", asked.statuses.map(\.rawValue),
        among: EventStatus.allCases.map { ($0.rawValue, $0.rawValue.capitalized) }
      ),
      sideOptions: Self.choices(
        "Any", asked.sides.map { [$0.rawValue] } ?? [],
        among: SideRelation.allCases.map { ($0.rawValue, Wording.capitalized($0.words)) }),
      documentOptions: documentOptions(filter, in: snapshot), isChronicle: isChronicle, hasTimes: hasTimes,
      hasDataSets: isChronicle && !snapshot.dataSets.isEmpty, claims: asked.claims, facts: asked.facts,
      checked: asked.checked, dated: asked.undated == false, undated: asked.undated == true, dataSets: asked.dataSets,
      filterWords: words(of: filter, labels: labels, in: snapshot), isFiltered: !filter.isEmpty,
      choiceNote: choiceNote(actors.count, in: snapshot), problems: filter.problems.map { Remark(text: $0.text) },
      hasProblems: !filter.problems.isEmpty)
  }

  /// The values of a field, before them the one that leaves it open.
  private static func choices(
    _ open: String, _ chosen: some Collection<String>, among values: [(value: String, name: String)]
  ) -> [FilterForm.Choice] {
    [FilterForm.Choice(value: "", name: open, isChosen: chosen.isEmpty)]
      + values.map { FilterForm.Choice(value: $0.value, name: $0.name, isChosen: chosen.contains($0.value)) }
  }

  /// Actors and documents that a form offers to choose from.
  private static var choiceLimit: Int { 300 }

  /// What the form's lists leave out, in words.
  private func choiceNote(_ actors: Int, in snapshot: ArchiveSnapshot) -> String {
    [(actors, "actors"), (snapshot.documents.count, "documents")]
      .filter { $0.0 > Self.choiceLimit }
      .map { "The first \(Self.choiceLimit) of \(Wording.number($0.0)) \($0.1) are offered here." }
      .joined(separator: " ")
  }

  /// What a filter keeps, in words: "France and United Kingdom · from 1898 · until 1904".
  private func words(
    of filter: ListFilter, labels: [(value: String, name: String)], in snapshot: ArchiveSnapshot
  ) -> String {
    let asked = filter.filter
    var words: [String] = []
    if !asked.actors.isEmpty { words.append(asked.actors.map(name).joined(separator: " and ")) }
    if let relation = asked.sides { words.append(relation.words) }
    if asked.from != nil { words.append("from \(wording.date(filter.text(of: "from")))") }
    if asked.to != nil { words.append("until \(wording.date(filter.text(of: "to")))") }
    for kind in asked.kinds { words.append(labels.first { $0.value == kind }?.name ?? kind) }
    for quad in asked.quads { words.append(quad.look.words) }
    for status in asked.statuses { words.append(status.rawValue) }
    for basis in asked.bases { words.append("date \(Wording.basis(basis))") }
    for document in asked.documents {
      words.append("in “\(snapshot.document(document)?.displayTitle ?? "a document that isn’t there")”")
    }
    if let search = asked.search { words.append("with “\(search)”") }
    if let speaker = asked.saidBy { words.append("according to \(speaker)") }
    if asked.minimumConfidence > 0 { words.append("at least \(Int(asked.minimumConfidence * 100)) % sure") }
    if asked.checked { words.append("checked by a person") }
    if asked.facts { words.append("reported as having happened") }
    if asked.undated == false { words.append("with a date") }
    if asked.undated == true { words.append("with or without a date") }
    if asked.dataSets { words.append("with event data sets") }
    if asked.sources > 1 { words.append("told by \(Wording.count(asked.sources, "document")) or more") }
    if asked.order == .doubt { words.append("the most doubtful first") }
    return words.joined(separator: " · ")
  }

  /// The documents to choose from: all of a small archive; of a large one the first few hundred and the chosen one.
  private func documentOptions(_ filter: ListFilter, in snapshot: ArchiveSnapshot) -> [FilterForm.Choice] {
    var shown = Array(snapshot.documents.prefix(Self.choiceLimit))
    for chosen in filter.filter.documents where !shown.contains(where: { $0.id == chosen }) {
      if let document = snapshot.document(chosen) { shown.append(document) }
    }
    return Self.choices(
      "All", filter.filter.documents.map { String($0) },
      among: shown.map { document in
        let title = document.displayTitle
        return (String(document.id), title.count > 60 ? title.prefix(58) + "…" : title)
      })
  }

  /// Links to the pages of a list.
  func pager(_ filter: ListFilter, path: String, total: Int) -> Pager? {
    let pages = (total + Self.pageLength - 1) / Self.pageLength
    guard pages > 1 else { return nil }
    let page = min(filter.filter.page, pages)
    return Pager(
      pageNumber: page, pageCount: Wording.number(pages), first: Wording.number((page - 1) * Self.pageLength + 1),
      last: Wording.number(min(total, page * Self.pageLength)), of: Wording.number(total),
      previousHref: page > 1 ? path + filter.query(page: page - 1) : nil,
      nextHref: page < pages ? path + filter.query(page: page + 1) : nil)
  }

  /// The part of a list that its page shows.
  func slice<Items: RandomAccessCollection>(_ items: Items, _ filter: ListFilter) -> Items.SubSequence
  where Items.Index == Int {
    let pages = max(1, (items.count + Self.pageLength - 1) / Self.pageLength)
    let start = (min(filter.filter.page, pages) - 1) * Self.pageLength
    return items[start..<min(items.count, start + Self.pageLength)]
  }

  /// Links to other formats of what a list shows.
  func exports(_ filter: ListFilter, path: String) -> [ExportLink] {
    if filter.isRefused { return [] }
    return [("csv", "CSV"), ("md", "Markdown"), ("json", "JSON")].map { suffix, name in
      ExportLink(href: "\(path).\(suffix)\(filter.query())", name: name)
    }
  }

  /// Why a list is empty.
  func emptiness(
    _ filter: ListFilter, in snapshot: ArchiveSnapshot, path: String, things: String
  ) -> Emptiness {
    if snapshot.documents.isEmpty {
      return Emptiness(
        text: "The archive holds no documents yet.", href: "/", action: "Add a document or load the samples")
    }
    if filter.isRefused {
      return Emptiness(
        text: "Nothing is shown, since the filter could not be understood.", href: path,
        action: "Clear the filters")
    }
    if things == "events", !filter.filter.dataSets, !snapshot.dataSets.isEmpty {
      var other = filter
      other.filter.dataSets = true
      return Emptiness(
        text: "No events of texts pass; the rows of event data sets are left out.", href: path + other.query(),
        action: "Show them too")
    }
    if filter.isEmpty {
      return Emptiness(
        text:
          "None of the archive’s \(Wording.count(snapshot.documents.count, "document")) gave any \(things): either they tell of none, or none in words that the coder knows.",
        href: "/", action: "See the documents")
    }
    return Emptiness(
      text: "No \(things) pass all of these filters at once.", href: path, action: "Clear the filters")
  }
}
