/// Addresses of copies that web archives keep, and the addresses of what was copied.
enum ArchivedAddress {
  /// What an archive's address is a copy of; other addresses as they are.
  ///
  /// ```
  /// original("https://web.archive.org/web/20170206100000/http://a.example/b") == "http://a.example/b"
  /// original("/web/20170206id_/https://a.example/") == "https://a.example/"
  /// original("https://a.example/web/2017/b") == "https://a.example/web/2017/b"
  /// ```
  static func original(_ address: String) -> String {
    guard
      let found = address.prefixMatch(
        of: /(?:(?:https?:)?\/\/[a-z.\-]*archive\.[a-z.]+)?\/(?:web\/)?[0-9]{4,14}[a-z_*]{0,5}\/(?=https?:\/\/?[^\/])/)
    else { return address }
    return String(address[found.range.upperBound...])
  }

  /// The address that a browser writes at the head of a page it saves: `<!-- saved from url=(0023)https://a.example/b -->`.
  static func savedFrom(_ page: [UInt8]) -> String? {
    let head = String(decoding: page.prefix(4096), as: UTF8.self)
    guard let found = head.firstMatch(of: /<!-- saved from url=\([0-9]{4}\)(https?:\/\/[^ "<>]+)/) else { return nil }
    return String(found.output.1)
  }
}
