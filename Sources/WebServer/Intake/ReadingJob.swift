import SourceTexts
import Store

/// A document on its way into the archive.
struct ReadingJob: Sendable, Identifiable {
  enum Work: Sendable {
    /// Bytes that were uploaded, with the name that the user's machine gives them.
    case upload([UInt8])
    /// A file of this machine, named by whoever started the server.
    case file(String)
    /// A document of the archive, to be coded again with other metadata.
    case correction(document: Int64, DocumentMetadata)
  }

  enum State: Sendable, Equatable {
    case waiting
    case reading
    /// Words in the document, and how many hundredths of the work on it are done.
    case coding(title: String, words: Int, percent: Int)
    case done(document: Int64, title: String, outcome: String)
    /// Several documents were read.
    case finished(outcome: String)
    case failed(String)
  }

  var id: Int
  var name: String
  var work: Work
  var state: State
  /// What is wrong with parts of it, such as a line of many.
  var problems: [String] = []

  var isOver: Bool {
    switch state {
    case .done, .finished, .failed: true
    default: false
    }
  }

  var isFile: Bool {
    if case .file = work { return true }
    return false
  }

  /// Bytes that it holds until it is over.
  var size: Int {
    if case .upload(let bytes) = work, !isOver { return bytes.count }
    return 0
  }
}
