import Codebook
import Findings
import Store

extension Site {
  func searchPage(_ fields: FormFields, in snapshot: ArchiveSnapshot) throws -> PageContent {
    let words = fields["q"] ?? ""
    var view: View = ["q": words, "hasQuery": !words.isEmpty]
    if !words.isEmpty {
      let hits = try archive.search(words, limit: 101)
      view["hits"] = hits.prefix(100).map { hit -> View in
        [
          "pieces": hit.pieces.map { [$0.isFound ? "found" : "plain": $0.text] as View },
          "source": reference(of: hit.document, in: snapshot),
          "hitHref": "/documents/\(hit.document)?at=\(hit.span.start)#found",
        ]
      }
      view["hasHits"] = !hits.isEmpty
      view["summary"] = hits.count > 100 ? "The best 100 sentences" : Wording.count(hits.count, "sentence")
      let actors = actors(named: words, in: snapshot)
      view["actors"] = actors
      view["hasActors"] = !actors.isEmpty
      if hits.isEmpty {
        view["empty"] =
          [
            "text": snapshot.documents.isEmpty
              ? "The archive holds no documents yet." : "No sentence holds all of these words, in any of their forms.",
            "href": snapshot.documents.isEmpty ? "/" : "/search",
            "action": snapshot.documents.isEmpty ? "Add a document or load the samples" : "Search for something else",
          ] as View
      }
    }
    return PageContent(
      template: "search", title: words.isEmpty ? "Search" : "Search: \(words)", section: "search", view: view)
  }

  /// Actors of the knowledge files with these words in one of their names.
  private func actors(named words: String, in snapshot: ArchiveSnapshot) -> [View] {
    let asked = words.filter { $0 != "\"" }
    guard asked.count > 1 else { return [] }
    var seen: Set<String> = []
    var found = lexicon.listing(containing: asked)
    if found.isEmpty, let known = lexicon.resolve(name: asked, on: nil) {
      found = lexicon.listing(code: known.code, containing: known.name)
    }
    return found.filter { $0.kind != .blocked && seen.insert($0.identifier).inserted }.prefix(12).map { row in
      var view: View = [
        "actorName": row.name, "aliases": row.otherNames.prefix(6).joined(separator: ", "),
        "office": [row.office ?? "", period(row)].filter { !$0.isEmpty }.joined(separator: ", "),
        "kind": row.kind.rawValue,
      ]
      if let code = row.code {
        view["actorHref"] = "/actors/\(code.rawValue)"
        view["codeName"] = wording.name(of: code)
      }
      return view
    }
  }
}
