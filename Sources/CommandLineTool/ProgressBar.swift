/// A line at the bottom of a terminal that tells how far a run has come; nothing in a pipe.
struct ProgressBar {
  let total: Int
  let isShown: Bool
  private var done = 0

  init(total: Int, isShown: Bool) {
    self.total = total
    self.isShown = isShown
    draw()
  }

  mutating func advance() {
    done += 1
    draw()
  }

  /// Takes the line away, so that a message can stand there.
  func clear() {
    if isShown { StandardError.writeRaw("\r\u{1B}[2K") }
  }

  private func draw() {
    guard isShown else { return }
    let width = 30
    // A JSON-lines file holds more documents than one, so that the count can pass the number of files.
    let share = total > 0 ? min(1, Double(done) / Double(total)) : 1
    let filled = Int(share * Double(width))
    let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: width - filled)
    StandardError.writeRaw("\r\(bar) \(done) read, \(total) \(total == 1 ? "file" : "files") in all")
  }
}
