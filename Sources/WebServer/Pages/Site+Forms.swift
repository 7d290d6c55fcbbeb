import Findings
import Foundation
import Hummingbird
import ResourceTables
import Store

extension Site {
  /// What changes the archive: only by POST, and only from pages of this server (see ``RequestGate``).
  func addFormRoutes(to router: Router<Context>) {
    router.post("documents") { request, _ in try await upload(request) }
    router.post("samples") { _, _ in
      for name in EmbeddedTables.names where name.hasPrefix("samples/") {
        guard let bytes = EmbeddedTables.bytes(of: name) else { continue }
        try take(.upload(Array(bytes)), name: String(name.dropFirst("samples/".count)))
      }
      return Self.redirect("/reading")
    }
    router.post("documents/{id}/metadata") { request, context in
      let document = try document(context.parameters.get("id"), in: keeper.current)
      let form = try await form(request)
      switch metadata(form, of: document) {
      case .failure(let problem):
        var content = editPage(document)
        content.view["problem"] = problem.text
        for name in ["title", "authors", "published", "publisher", "url"] {
          content.view["\(name)Value"] = form[name] ?? ""
        }
        return Response(
          status: .unprocessableContent, headers: [.contentType: "text/html; charset=utf-8"],
          body: ResponseBody(byteBuffer: ByteBuffer(bytes: renderer.page(content))))
      case .success(let metadata):
        try take(.correction(document: document.id, metadata), name: document.displayTitle)
        return Self.redirect("/reading")
      }
    }
    router.post("documents/{id}/remove") { _, context in
      let document = try document(context.parameters.get("id"), in: keeper.current)
      try archive.remove(document: document.id)
      keeper.refresh(isUrgent: true)
      return Self.redirect("/")
    }
    router.get("enter") { _, _ in
      errorPage(token == nil ? .notFound : .unauthorized, nil)
    }
    router.post("enter") { request, _ in
      guard let token, token.matches(try await form(request)["token"] ?? "") else {
        throw HTTPError(.unauthorized, message: "That is not the token.")
      }
      var response = Self.redirect("/")
      response.headers[.setCookie] = token.cookieField
      return response
    }
  }

  private static func redirect(_ path: String) -> Response {
    Response(status: .seeOther, headers: [.location: path])
  }

  private func take(_ work: ReadingJob.Work, name: String) throws {
    do {
      try desk.take(work, name: name)
    } catch ReadingDesk.Refusal.full {
      throw HTTPError(.serviceUnavailable, message: "Too much is waiting to be read; try again in a minute.")
    } catch ReadingDesk.Refusal.unavailable(let reason) {
      throw HTTPError(.serviceUnavailable, message: reason)
    }
  }

  private func form(_ request: Request) async throws -> FormFields {
    let body = try await request.body.collect(upTo: 1 << 16)
    return FormFields(String(buffer: body))
  }

  private func upload(_ request: Request) async throws -> Response {
    if let unavailability = desk.unavailability { throw HTTPError(.serviceUnavailable, message: unavailability) }
    guard let type = request.headers[.contentType], type.lowercased().hasPrefix("multipart/form-data") else {
      throw HTTPError(.unsupportedMediaType, message: "A document is sent as a form with a file.")
    }
    if let length = request.headers[.contentLength].flatMap({ Int($0) }), length > uploadLimit {
      // A browser shows the reason only once it has sent all it wanted to, so some more is taken and thrown away.
      if length <= 4 * uploadLimit { for try await _ in request.body {} }
      throw HTTPError(.contentTooLarge, message: "At most \(uploadLimit >> 20) MB can be uploaded at once.")
    }
    let body: ByteBuffer
    do {
      body = try await request.body.collect(upTo: uploadLimit)
    } catch {
      throw HTTPError(.contentTooLarge, message: "At most \(uploadLimit >> 20) MB can be uploaded at once.")
    }
    guard let form = MultipartForm(contentType: type, body: Array(buffer: body)) else {
      throw HTTPError(.badRequest, message: "The form could not be read.")
    }
    let files = form.parts.filter { $0.name == "file" && !($0.bytes.isEmpty && ($0.fileName ?? "").isEmpty) }
    guard !files.isEmpty else { throw HTTPError(.badRequest, message: "The form holds no file; choose one first.") }
    for file in files { try take(.upload(file.bytes), name: Self.shownName(file.fileName)) }
    return Self.redirect("/reading")
  }

  /// The last part of a client's file name, without control characters: for people to read, not a path.
  static func shownName(_ name: String?) -> String {
    let last = (name ?? "").split { $0 == "/" || $0 == "\\" }.last.map(String.init) ?? ""
    let plain = String(last.unicodeScalars.filter { $0.value >= 0x20 && $0.value != 0x7F }.prefix(120))
    return plain.isEmpty || plain == "." || plain == ".." ? "document" : plain
  }
}
