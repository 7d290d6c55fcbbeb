import Codebook
import Findings
import Hummingbird
import Store

/// Sentences by their words, and actors by any of their names.
struct SearchPages: RouteGroup {
  let site: Site

  func addRoutes(to router: Router<SiteContext>) {
    router.get("search") { request, _ in try site.respond(to: request) { try page($1, in: $0) } }
  }

  /// The page of a search.
  struct Page: PageValue {
    static let template = "search"
    var q: String
    var hasQuery: Bool
    var summary: String?
    var hits: [Hit] = []
    var hasHits = false
    var actors: [FoundActor] = []
    var hasActors = false
    var empty: Emptiness?
  }

  struct Hit: ViewValue {
    var pieces: [Piece]
    var source: String
    var hitHref: String
  }

  /// Words of a sentence: those that were found, or what lies between them.
  struct Piece: ViewValue {
    var plain: String?
    var found: String?
  }

  struct FoundActor: ViewValue {
    var actorName: String
    var kind: String
    var aliases: String
    var office: String
    var actorHref: String?
    var codeName: String?
  }

  private func page(_ fields: FormFields, in snapshot: ArchiveSnapshot) throws -> PageContent {
    let words = fields["q"] ?? ""
    var page = Page(q: words, hasQuery: !words.isEmpty)
    if !words.isEmpty {
      let hits = try site.archive.search(words, limit: 101)
      page.hits = hits.prefix(100).map { hit in
        Hit(
          pieces: hit.pieces.map { $0.isFound ? Piece(found: $0.text) : Piece(plain: $0.text) },
          source: site.reference(of: hit.document, in: snapshot),
          hitHref: "/documents/\(hit.document)?at=\(hit.span.start)#found")
      }
      page.hasHits = !hits.isEmpty
      page.summary = hits.count > 100 ? "The best 100 sentences" : Wording.count(hits.count, "sentence")
      page.actors = actors(named: words)
      page.hasActors = !page.actors.isEmpty
      if hits.isEmpty {
        page.empty =
          snapshot.documents.isEmpty
          ? Emptiness(
            text: "The archive holds no documents yet.", href: "/", action: "Add a document or load the samples")
          : Emptiness(
            text: "No sentence holds all of these words, in any of their forms.", href: "/search",
            action: "Search for something else")
      }
    }
    return PageContent(
      title: words.isEmpty ? "Search" : "Search: \(words)", section: "search", view: page)
  }

  /// Actors of the knowledge files with these words in one of their names.
  private func actors(named words: String) -> [FoundActor] {
    let asked = words.filter { $0 != "\"" }
    guard asked.count > 1 else { return [] }
    var seen: Set<String> = []
    var found = site.lexicon.listing(containing: asked)
    if found.isEmpty, let known = site.lexicon.resolve(name: asked, on: nil) {
      found = site.lexicon.listing(code: known.code, containing: known.name)
    }
    return found.filter { $0.kind != .blocked && seen.insert($0.identifier).inserted }.prefix(12).map { row in
      FoundActor(
        actorName: row.name, kind: row.kind.rawValue, aliases: row.otherNames.prefix(6).joined(separator: ", "),
        office: [row.office ?? "", site.period(row)].filter { !$0.isEmpty }.joined(separator: ", "),
        actorHref: row.code.map { "/actors/\($0.rawValue)" }, codeName: row.code.map(site.wording.name(of:)))
    }
  }
}
