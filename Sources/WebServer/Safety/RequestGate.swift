import HTTPTypes
import Hummingbird

/// Lets in what may come in: requests for this host, with the token where one is needed, and changes only from pages
/// of this server.
///
/// A page elsewhere can make a browser send requests here; the host's name tells apart names that were rebound to this
/// address (DNS rebinding), and `Sec-Fetch-Site` or `Origin` tells where a form came from.
struct RequestGate<Context: RequestContext>: RouterMiddleware {
  /// Names by which the server may be called, lower case and without port; nil admits any.
  var hosts: Set<String>?
  var token: AccessToken?

  func handle(
    _ request: Request, context: Context, next: (Request, Context) async throws -> Response
  ) async throws -> Response {
    guard let authority = request.head.authority, let host = HostName.name(in: authority) else {
      throw HTTPError(.badRequest, message: "The request names no host.")
    }
    if let hosts, !hosts.contains(host) {
      throw HTTPError(.misdirectedRequest, message: "This server doesn't answer to that name.")
    }
    if request.method != .get, request.method != .head {
      guard request.method == .post else { throw HTTPError(.methodNotAllowed, message: "Pages take GET and POST.") }
      // No page elsewhere can make a browser send a token that it doesn't know.
      guard token?.isBorne(by: request) == true || Self.isFromHere(request, authority: authority) else {
        throw HTTPError(.forbidden, message: "The form didn't come from a page of this server.")
      }
    }
    if let token, !token.admits(request), !Self.isOpen(request.uri.path) {
      throw HTTPError(.unauthorized, message: "This archive is kept behind a token.")
    }
    return try await next(request, context)
  }

  /// Whether a browser says that a page of this server sent it, by `Sec-Fetch-Site` or, where that is absent, `Origin`.
  private static func isFromHere(_ request: Request, authority: String) -> Bool {
    if let name = HTTPField.Name("Sec-Fetch-Site"), let site = request.headers[name] { return site == "same-origin" }
    guard let origin = request.headers[.origin] else { return false }
    return origin == "http://\(authority)" || origin == "https://\(authority)"
  }

  /// What can be seen without the token: the page that asks for it, and its looks.
  private static func isOpen(_ path: String) -> Bool { path == "/enter" || path == "/assets/site.css" }
}

/// The names by which a server is called.
package enum HostName {
  /// The names of a server that listens on `address`, lower case and without port; nil where others can reach it, by
  /// whatever name.
  package static func names(boundTo address: String) -> Set<String>? {
    let loopback: Set<String> = ["127.0.0.1", "localhost", "[::1]", "::1"]
    return loopback.contains(address.lowercased()) ? loopback : nil
  }

  /// An address to listen on, without the brackets that addresses of pages put around IPv6.
  package static func withoutBrackets(_ address: String) -> String {
    address.hasPrefix("[") && address.hasSuffix("]") ? String(address.dropFirst().dropLast()) : address
  }

  /// The name without port, lower case; nil where it isn't a host name.
  package static func name(in authority: String) -> String? {
    var name = authority[...]
    if let colon = name.lastIndex(of: ":"), !name.hasSuffix("]") {
      guard name[name.index(after: colon)...].utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
      name = name[..<colon]
    }
    let isPlain = name.utf8.allSatisfy { byte in
      (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte & 0xDF)
        || [0x2D, 0x2E, 0x3A, 0x5B, 0x5D].contains(byte)
    }
    return name.isEmpty || name.utf8.count > 253 || !isPlain ? nil : name.lowercased()
  }
}

/// A secret that a server on an open address asks for.
public struct AccessToken: Sendable {
  static let cookie = "entente_token"
  private let bytes: [UInt8]

  /// Nil where it has fewer than eight characters or one that a cookie can't carry.
  public init?(_ text: String) {
    let isPlain = text.utf8.allSatisfy { byte in
      (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte & 0xDF) || [0x2D, 0x2E, 0x5F].contains(byte)
    }
    guard text.utf8.count >= 8, isPlain else { return nil }
    bytes = Array(text.utf8)
  }

  /// Whether a request carries it, as a cookie or as `Authorization: Bearer`.
  func admits(_ request: Request) -> Bool {
    if request.headers[.authorization]?.lowercased().hasPrefix("bearer ") == true { return isBorne(by: request) }
    for field in request.headers[values: .cookie] {
      for pair in field.split(separator: ";") {
        let parts = pair.drop { $0 == " " }.split(separator: "=", maxSplits: 1)
        if parts.count == 2, parts[0] == Self.cookie, matches(parts[1]) { return true }
      }
    }
    return false
  }

  /// Whether a request carries it as `Authorization: Bearer`, which only its sender can have put there.
  func isBorne(by request: Request) -> Bool {
    guard let field = request.headers[.authorization], field.lowercased().hasPrefix("bearer ") else { return false }
    return matches(field.dropFirst("bearer ".count))
  }

  /// Compares in a time that doesn't depend on where the two differ.
  func matches(_ text: some StringProtocol) -> Bool {
    let given = Array(text.utf8)
    var difference = UInt8(given.count == bytes.count ? 0 : 1)
    for (place, byte) in bytes.enumerated() { difference |= byte ^ (place < given.count ? given[place] : 0) }
    return difference == 0
  }

  var cookieField: String {
    "\(Self.cookie)=\(String(decoding: bytes, as: UTF8.self)); Path=/; HttpOnly; SameSite=Strict; Max-Age=2592000"
  }
}
