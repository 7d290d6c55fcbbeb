import Findings
import Hummingbird
import Store

extension Site {
  typealias Context = SiteContext

  /// Every address there is. None of them is a path of the file system.
  func addRoutes(to router: Router<Context>) {
    addDocumentRoutes(to: router)
    addFormRoutes(to: router)
    let groups: [any RouteGroup] = [LibraryPages(site: self), ListPages(site: self), SearchPages(site: self)]
    for group in groups { group.addRoutes(to: router) }
    router.get("chronicle") { request, _ in
      try respond(to: request) { try chroniclePage($1, in: $0) }
    }
    for format in ["csv", "md", "json"] {
      router.get("chronicle.\(format)") { request, _ in
        let fields = fields(request)
        return try await exportDesk.run {
          try fresh { snapshot in
            let filter = try filter(fields, for: .chronicle, in: snapshot)
            return try export(format, "chronicle", filter) { try writeChronicle(format, $0, in: snapshot, to: $1) }
          }
        }
      }
    }
    router.get("timeline.json") { request, _ in
      let asked = try fresh { try filter(fields(request), for: .chronicle, in: $0) }
      guard asked.problems.isEmpty else { return try export("json", nil, asked) { _, _ in false } }
      // Small, and asked for by every reader of the chronicle: kept like a page.
      return try respond(to: request, contentType: "application/json; charset=utf-8") { snapshot, fields in
        Array(try timeline(filter(fields, for: .chronicle, in: snapshot), in: snapshot).utf8)
      }
    }
    router.get("actors") { request, _ in try respond(to: request) { snapshot, _ in try actorsPage(in: snapshot) } }
    router.get("actors/{code}") { request, context in
      let code = try Self.code(context.parameters.get("code"))
      return try respond(to: request) { try actorPage([code], $1, in: $0) }
    }
    router.get("pairs/{first}/{second}") { request, context in
      let codes = [try Self.code(context.parameters.get("first")), try Self.code(context.parameters.get("second"))]
      guard codes[0] != codes[1] else { throw HTTPError(.notFound) }
      return try respond(to: request) { try actorPage(codes, $1, in: $0) }
    }
    router.get("findings/{name}") { _, context in
      let (name, document) = try finding(context)
      return Response(status: .seeOther, headers: [.location: Self.href(name, in: document)])
    }
    router.get("findings/{name}/listed") { _, context in
      let (name, document) = try finding(context)
      guard let href = try listedHref(name, document: document, in: keeper.current) else { throw HTTPError(.notFound) }
      return Response(status: .seeOther, headers: [.location: href])
    }
    router.get("findings/{name}/explanation") { request, context in
      let (name, document) = try finding(context)
      guard let explain else { throw HTTPError(.notFound) }
      return try respond(to: request) { _, _ in
        PageContent(
          template: "explanation", title: "Why \(name)", section: "documents",
          view: ["explanation": try explain(name), "href": Self.href(name, in: document)])
      }
    }
    router.get("assets/{name}") { request, context in
      try assets.response(named: context.parameters.get("name") ?? "", to: request)
    }
  }

  private func addDocumentRoutes(to router: Router<Context>) {
    router.get("documents/{id}") { request, context in
      let id = context.parameters.get("id")
      let summary = try document(id, in: keeper.current)
      if summary.kind == .dataSet {
        // It has no words to be shown; its rows stand in the chronicle.
        let name = fields(request)["finding"].flatMap { FindingName(document: summary.name, tail: $0) }
        let place = name.flatMap { try? listedHref($0, document: summary.id, in: keeper.current) }
        return Self.redirect(place ?? "/chronicle?document=\(summary.id)")
      }
      return try respond(to: request) { snapshot, fields in
        try documentPage(try document(id, in: snapshot), fields, in: snapshot)
      }
    }
  }

  func document(_ id: String?, in snapshot: ArchiveSnapshot) throws -> DocumentSummary {
    guard let id = id.flatMap({ Int64($0) }), let document = snapshot.document(id) else {
      throw HTTPError(.notFound, message: "The archive holds no such document.")
    }
    return document
  }

  private func finding(_ context: Context) throws -> (name: FindingName, document: Int64) {
    guard let name = FindingName(context.parameters.get("name") ?? "") else {
      throw HTTPError(.notFound, message: "The archive holds no such finding.")
    }
    do {
      let found = try archive.finding(named: name)
      return (found.name, found.document)
    } catch let error as NamingError {
      throw HTTPError(.notFound, message: "\(error)")
    }
  }

  private static func code(_ text: String?) throws -> ActorCode {
    guard let text, text.utf8.count == 3, text.utf8.allSatisfy({ (0x41...0x5A).contains($0) }) else {
      throw HTTPError(.notFound, message: "Actors have codes of three capital letters.")
    }
    return ActorCode(rawValue: text)
  }

  func fields(_ request: Request) -> FormFields { FormFields(request.uri.query ?? "") }

  /// A file of what a filter keeps; where the filter wasn't understood, why not: whoever saves a file sees no page that
  /// would tell them that it holds more than they asked for.
  ///
  /// - Parameter name: the file's, where it is to be saved.
  func export(
    _ format: String, _ name: String?, _ filter: ListFilter,
    _ write: (ListFilter, (_ bytes: [UInt8]) throws -> Void) throws -> Bool
  ) throws -> Response {
    guard filter.problems.isEmpty else {
      return Response(
        status: .badRequest, headers: [.contentType: "text/plain; charset=utf-8"],
        body: ResponseBody(
          byteBuffer: ByteBuffer(string: filter.problems.map(\.description).joined(separator: "\n") + "\n")))
    }
    let file = try SpooledAnswer()
    guard try write(filter, { try file.append($0) }) else { throw HTTPError(.notFound) }
    let type = ["csv": "text/csv", "md": "text/markdown", "json": "application/json"][format] ?? "text/plain"
    var headers: HTTPFields = [.contentType: "\(type); charset=utf-8"]
    if let name { headers[.contentDisposition] = "attachment; filename=\"\(name).\(format)\"" }
    return Response(status: .ok, headers: headers, body: try file.body())
  }
}
