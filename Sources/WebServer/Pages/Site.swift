import Codebook
import Findings
import Foundation
import Hummingbird
import ResourceTables
import Store

/// Everything that pages are made from.
struct Site: Sendable {
  let archive: Archive
  let lexicon: ActorLexicon
  let wording: Wording
  let keeper: SnapshotKeeper
  let desk: ReadingDesk
  let renderer: PageRenderer
  let cache: PageCache
  let openedDocuments = OpenedDocuments()
  let exportDesk = ExportDesk()
  let assets: SiteAssets
  let token: AccessToken?
  let patience = TokenPatience()
  let bodies: RequestBodies
  let explain: (@Sendable (FindingName) throws -> String)?
  /// Bytes of one request's body at most.
  let uploadLimit: Int
  static let pageLength = 50

  /// The code of an actor that a user calls by code or name.
  func resolve(_ text: String, in snapshot: ArchiveSnapshot) -> ActorCode? {
    let code = ActorCode(rawValue: text.uppercased())
    if text.utf8.count == 3, text.utf8.allSatisfy({ (0x41...0x5A).contains($0 & 0xDF) }),
      snapshot.actors.contains(where: { $0.code == code }) || wording.name(of: code) != code.rawValue
    {
      return code
    }
    let lower = text.lowercased()
    if let known = snapshot.actors.first(where: { wording.name(of: $0.code).lowercased() == lower }) {
      return known.code
    }
    return lexicon.resolve(name: text, on: nil)?.code
  }

  /// - Parameter labels: what the category can be; nil where any will do.
  func filter(_ fields: FormFields, labels: [String]? = nil, in snapshot: ArchiveSnapshot) -> ListFilter {
    ListFilter(fields, labels: labels) { resolve($0, in: snapshot) }
  }

  /// A document as the lines that rest on it name it.
  func reference(of document: Int64, in snapshot: ArchiveSnapshot) -> String {
    guard let summary = snapshot.document(document) else { return "document \(document)" }
    return wording.reference(summary.metadata, title: summary.displayTitle)
  }

  /// A page of the newest snapshot, from the cache where it is there.
  ///
  /// - Parameter variant: what the page shows beside the archive, such as the state of reading.
  func respond(
    to request: Request, variant: String = "",
    _ make: @escaping @Sendable (ArchiveSnapshot, FormFields) throws -> PageContent
  ) throws -> Response {
    let query = request.uri.query ?? ""
    let address = "\(request.uri.path)?\(query)#\(variant)"
    let known = keeper.current.generation
    if let page = cache.page(address, generation: known) { return response(page, to: request) }
    let makePage: PageCache.Make = { snapshot in
      let bytes = renderer.page(try make(snapshot, FormFields(query)))
      return PageCache.Page(
        bytes: bytes, contentType: "text/html; charset=utf-8", tag: "\"\(String(Self.hash(bytes), radix: 36))\"")
    }
    let (page, generation) = try fresh { (try makePage($0), $0.generation) }
    cache.keep(page, as: address, generation: generation, make: makePage)
    return response(page, to: request)
  }

  /// What is made of the newest snapshot; made again of a newer one where the archive has changed under it.
  func fresh<Answer>(_ make: (ArchiveSnapshot) throws -> Answer) throws -> Answer {
    for _ in 0..<3 {
      do { return try make(keeper.current) } catch is StaleSnapshot {
        // Where another reader's refresh came first, that one serves.
        keeper.refresh(unless: try archive.stamp(), isUrgent: true)
      }
    }
    throw HTTPError(.serviceUnavailable, headers: [.retryAfter: "2"], message: "The archive is changing; ask again.")
  }

  private func response(_ page: PageCache.Page, to request: Request) -> Response {
    if request.headers[.ifNoneMatch] == page.tag {
      return Response(status: .notModified, headers: [.eTag: page.tag])
    }
    return Response(
      status: .ok, headers: [.contentType: page.contentType, .eTag: page.tag],
      body: ResponseBody(byteBuffer: ByteBuffer(bytes: page.bytes)))
  }

  /// A page that stands for an error.
  func errorPage(_ status: HTTPResponse.Status, _ message: String?) -> Response {
    var view: View = ["code": status.code, "reason": status.reasonPhrase]
    view.set("message", message)
    view["needsToken"] = status == .unauthorized
    view["isMissing"] = status == .notFound
    let bytes = renderer.page(PageContent(template: "error", title: status.reasonPhrase, view: view))
    return Response(
      status: status, headers: [.contentType: "text/html; charset=utf-8"],
      body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
  }

  /// Fowler–Noll–Vo 1a, 64 bits: tells pages apart, protects nothing.
  static func hash(_ bytes: [UInt8]) -> UInt64 {
    bytes.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
  }
}

/// Files that pages refer to, by the only names there are.
struct SiteAssets: Sendable {
  private var files: [String: (bytes: [UInt8], type: String, tag: String)] = [:]

  /// - Parameter d3: the charting script, where the machine has it.
  init(d3: [UInt8]?) {
    for (name, type) in [
      ("site.css", "text/css; charset=utf-8"), ("site.js", "text/javascript; charset=utf-8"),
      ("timeline.js", "text/javascript; charset=utf-8"), ("icon.svg", "image/svg+xml"),
    ] {
      if let bytes = EmbeddedTables.bytes(of: "web/\(name)") { add(name, Array(bytes), type) }
    }
    if let d3 { add("d3.min.js", d3, "text/javascript; charset=utf-8") }
  }

  var hasCharts: Bool { files["d3.min.js"] != nil }

  private mutating func add(_ name: String, _ bytes: [UInt8], _ type: String) {
    files[name] = (bytes, type, "\"\(String(Site.hash(bytes), radix: 36))\"")
  }

  func response(named name: String, to request: Request) throws -> Response {
    guard let file = files[name] else { throw HTTPError(.notFound) }
    if request.headers[.ifNoneMatch] == file.tag { return Response(status: .notModified, headers: [.eTag: file.tag]) }
    return Response(
      status: .ok, headers: [.contentType: file.type, .eTag: file.tag],
      body: ResponseBody(byteBuffer: ByteBuffer(bytes: file.bytes)))
  }
}
