import Foundation

/// What whoever runs the server should know, on standard error.
enum ServerLog {
  /// Writes one line; control characters in it become blanks.
  static func write(_ text: String) {
    let line = text.unicodeScalars.map { $0.value < 0x20 || $0.value == 0x7F ? " " : String($0) }.joined()
    FileHandle.standardError.write(Data((line + "\n").utf8))
  }
}
