import Findings
import Hummingbird
import Store

extension Site {
  typealias Context = SiteContext

  /// Every address there is. None of them is a path of the file system.
  func addRoutes(to router: Router<Context>) {
    addFormRoutes(to: router)
    let groups: [any RouteGroup] = [
      LibraryPages(site: self), DocumentPages(site: self), ChroniclePages(site: self), ActorPages(site: self),
      ListPages(site: self), SearchPages(site: self),
    ]
    for group in groups { group.addRoutes(to: router) }
    router.get("assets/{name}") { request, context in
      try assets.response(named: context.parameters.get("name") ?? "", to: request)
    }
  }

  func document(_ id: String?, in snapshot: ArchiveSnapshot) throws -> DocumentSummary {
    guard let id = id.flatMap({ Int64($0) }), let document = snapshot.document(id) else {
      throw HTTPError(.notFound, message: "The archive holds no such document.")
    }
    return document
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
