import Foundation
import HTTPTypes
import Testing
import WebServer

/// A client that sends bytes over a socket of this machine, so that tests see the server as anybody would, and can send
/// what no library lets through.
struct Visitor: Sendable {
  let port: Int

  struct Answer: Sendable {
    var status: Int
    var text: String
    var headers: HTTPFields
  }

  /// A request as it is, on a connection of its own.
  ///
  /// - Parameter drops: bytes that follow it one by one, as long as the server takes them.
  func send(
    _ request: [UInt8], thenDripping drops: Int = 0, every pause: Duration = .zero
  ) async throws -> Answer {
    // On a thread of its own: a wait for the server must not take the threads that the server answers on.
    try await withCheckedThrowingContinuation { continuation in
      Thread.detachNewThread { continuation.resume(with: Result { try exchange(request, drops, pause) }) }
    }
  }

  private func exchange(_ request: [UInt8], _ drops: Int, _ pause: Duration) throws -> Answer {
    let connection = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(connection) }
    // An answer that doesn't come is a failure, not a wait.
    var patience = timeval(tv_sec: 5, tv_usec: 0)
    setsockopt(connection, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(port).bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    let isOpen = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(connection, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
      }
    }
    try #require(isOpen)
    var sent = 0
    while sent < request.count {
      let count = request[sent...].withUnsafeBytes {
        Foundation.send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      if count <= 0 { break }
      sent += count
    }
    for _ in 0..<drops {
      Thread.sleep(forTimeInterval: pause / .seconds(1))
      if [0x2D as UInt8].withUnsafeBytes({ Foundation.send(connection, $0.baseAddress, 1, Int32(MSG_NOSIGNAL)) }) <= 0 {
        break
      }
    }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = recv(connection, &buffer, buffer.count, 0)
      if count <= 0 { break }
      bytes += buffer[..<count]
    }
    return Self.parse(String(decoding: bytes, as: UTF8.self))
  }

  private static func parse(_ text: String) -> Answer {
    let parts = text.split(separator: "\r\n\r\n", maxSplits: 1, omittingEmptySubsequences: false)
    let lines = (parts.first ?? "").components(separatedBy: "\r\n")
    let status = lines.first?.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
    var headers = HTTPFields()
    for line in lines.dropFirst() {
      let pair = line.split(separator: ":", maxSplits: 1)
      if pair.count == 2, let name = HTTPField.Name(String(pair[0])) {
        headers[name] = pair[1].trimmingCharacters(in: .whitespaces)
      }
    }
    return Answer(status: status, text: parts.count > 1 ? String(parts[1]) : "", headers: headers)
  }

  func request(
    _ method: String, _ address: String, _ headers: [(String, String)] = [], body: [UInt8] = []
  ) async throws -> Answer {
    var head = "\(method) \(address) HTTP/1.1\r\nConnection: close\r\n"
    if !headers.contains(where: { $0.0 == "Host" }) { head += "Host: 127.0.0.1:\(port)\r\n" }
    for (name, value) in headers { head += "\(name): \(value)\r\n" }
    if method == "POST" { head += "Content-Length: \(body.count)\r\n" }
    return try await send(Array((head + "\r\n").utf8) + body)
  }

  func get(_ address: String, _ headers: [(String, String)] = []) async throws -> (Int, String, HTTPFields) {
    let answer = try await request("GET", address, headers)
    return (answer.status, answer.text, answer.headers)
  }

  /// A form as a page of this server sends it.
  func post(
    _ address: String, _ body: String = "", type: String = "application/x-www-form-urlencoded",
    site: String? = "same-origin"
  ) async throws -> (Int, String, HTTPFields) {
    var headers = [("Content-Type", type)]
    if let site { headers.append(("Sec-Fetch-Site", site)) }
    let answer = try await request("POST", address, headers, body: Array(body.utf8))
    return (answer.status, answer.text, answer.headers)
  }

  func upload(_ text: String, name: String) async throws -> (Int, String, HTTPFields) {
    let body =
      "--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"\(name)\"\r\nContent-Type: text/plain\r\n\r\n\(text)\r\n--edge--\r\n"
    return try await post("/documents", body, type: "multipart/form-data; boundary=edge")
  }

  /// Waits until nothing is being read.
  func waitForReading() async throws {
    for _ in 0..<200 {
      let (_, text, _) = try await get("/reading/list")
      if !text.contains("data-busy") { return }
      try await Task.sleep(for: .milliseconds(20))
    }
  }
}

extension WebServer {
  /// Serves on a free port of this machine while `body` runs.
  func visit(_ body: @escaping @Sendable (Visitor) async throws -> Void) async throws {
    let (ports, continuation) = AsyncStream.makeStream(of: Int.self)
    // It serves until the tests end: cancelled, it would drop connections that it has not yet looked at.
    Task {
      try? await run(endingOnSignals: false) { continuation.yield($0) }
      continuation.finish()
    }
    var found: Int?
    for await port in ports {
      found = port
      break
    }
    try await body(Visitor(port: try #require(found)))
  }
}
