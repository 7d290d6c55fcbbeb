/// Takes what an XML file says, in its order.
///
/// ``XMLScanner`` promises: every start has its end, ends come in the reverse order of starts, and no words stand outside the
/// outermost element.
protocol XMLHandler {
  /// - Parameter element: the name as it stands, prefix and all ("w:p").
  mutating func start(_ element: String, _ attributes: [String: String])
  mutating func end(_ element: String)
  /// One stretch of an element's words; those of one element may come in several.
  mutating func characters(_ words: String)
}

extension XMLHandler {
  /// Reads a part of a file.
  ///
  /// - Throws: ``XMLFault`` where it isn't well-formed; what stands before the fault was taken.
  mutating func read(_ part: [UInt8]) throws(XMLFault) {
    var scanner = try XMLScanner(part)
    while let event = try scanner.next() {
      switch event {
      case .start(let name, let attributes): start(name, attributes)
      case .end(let name): end(name)
      case .characters(let words): characters(words)
      }
    }
  }
}
