import Findings
import Foundation
import Hummingbird
import ResourceTables
import Store

extension Site {
  /// What changes the archive: only by POST, and only from pages of this server (see ``RequestGate``).
  func addFormRoutes(to router: Router<Context>) {
    router.post("documents") { request, context in try await upload(request, context) }
    router.post("samples") { _, _ in
      for name in EmbeddedTables.names where name.hasPrefix("samples/") {
        guard let bytes = EmbeddedTables.bytes(of: name) else { continue }
        try take(.upload(Array(bytes)), name: String(name.dropFirst("samples/".count)))
      }
      return Self.redirect("/reading")
    }
    router.post("documents/{id}/metadata") { request, context in
      let document = try document(context.parameters.get("id"), in: keeper.current)
      let form = try await form(request, context)
      switch metadata(form, of: document) {
      case .failure(let problem):
        let content = LibraryPages(site: self).edit(document, refused: (form, problem))
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
      desk.dropCorrections(of: document.id)
      keeper.refresh(isUrgent: true)
      return Self.redirect("/")
    }
    router.get("enter") { _, _ in
      errorPage(token == nil ? .notFound : .unauthorized, nil)
    }
    router.post("enter") { request, context in
      let given = try await form(request, context)["token"] ?? ""
      guard let token else { throw HTTPError(.notFound) }
      guard let wait = patience.wait() else {
        throw HTTPError(
          .tooManyRequests, headers: [.retryAfter: "5"], message: "Too many wrong tokens were tried; wait a little.")
      }
      if wait > .zero { try await Task.sleep(for: wait) }
      let isRight = token.matches(given)
      patience.note(isRight: isRight)
      guard isRight else { throw HTTPError(.unauthorized, message: "That is not the token.") }
      var response = Self.redirect("/")
      response.headers[.setCookie] = token.cookieField
      return response
    }
  }

  static func redirect(_ path: String) -> Response {
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

  private func form(_ request: Request, _ context: Context) async throws -> FormFields {
    let bytes = try await bodies.bytes(
      of: request, upTo: 1 << 18, tooLong: "The form is longer than any that is asked for here.", hangUp: context.hangUp
    )
    defer { bodies.release(bytes.count) }
    return FormFields(String(decoding: bytes, as: UTF8.self))
  }

  private func upload(_ request: Request, _ context: Context) async throws -> Response {
    if let unavailability = desk.unavailability { throw HTTPError(.serviceUnavailable, message: unavailability) }
    guard let type = request.headers[.contentType], type.lowercased().hasPrefix("multipart/form-data") else {
      throw HTTPError(.unsupportedMediaType, message: "A document is sent as a form with a file.")
    }
    let problem = "At most \(uploadLimit >> 20) MB can be uploaded at once."
    let body = try await bodies.bytes(of: request, upTo: uploadLimit, tooLong: problem, hangUp: context.hangUp)
    defer { bodies.release(body.count) }
    guard let form = MultipartForm(contentType: type, body: body) else {
      guard MultipartForm.isTooManyParts(contentType: type, body: body) else {
        throw HTTPError(.badRequest, message: "The form could not be read.")
      }
      throw HTTPError(
        .contentTooLarge,
        message: "At most \(MultipartForm.partLimit) files can be sent in one form; send the rest in another.")
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
