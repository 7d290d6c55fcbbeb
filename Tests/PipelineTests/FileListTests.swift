import Foundation
import Pipeline
import Testing

@Suite struct FileListTests {
  @Test func expandsFoldersAndPatternsInOrderAndOnce() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("files-\(UUID())")
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.createDirectory(
      at: folder.appendingPathComponent("sub"), withIntermediateDirectories: true)
    for name in ["b.txt", "a.html", ".hidden", "sub/c.txt"] {
      try Data().write(to: folder.appendingPathComponent(name))
    }
    let path = folder.path
    #expect(FileList.expand([path]).files == ["\(path)/a.html", "\(path)/b.txt", "\(path)/sub/c.txt"])
    #expect(FileList.expand(["\(path)/*.txt", "\(path)/b.txt"]).files == ["\(path)/b.txt"])
    #expect(FileList.expand(["-", "none.pdf", "no*.pdf"]).files == ["-", "none.pdf", "no*.pdf"])
  }

  @Test func leavesTheFoldersOfSavedPagesAside() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("files-\(UUID())")
    defer { try? FileManager.default.removeItem(at: folder) }
    for name in ["essay_files/frame.html", "other_files/b.html", "essay.html"] {
      let file = folder.appendingPathComponent(name)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data().write(to: file)
    }
    let path = folder.path
    #expect(FileList.expand([path]).files == ["\(path)/essay.html", "\(path)/other_files/b.html"])
  }

  @Test func aFoldersReadmeIsReadOnlyWhereItIsNamed() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("files-\(UUID())")
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for name in ["README.md", "readme", "readme-of-1904.txt"] {
      try Data().write(to: folder.appendingPathComponent(name))
    }
    let path = folder.path
    let list = FileList.expand([path])
    #expect(list.files == ["\(path)/readme-of-1904.txt"])
    #expect(list.passedOver == ["\(path)/README.md", "\(path)/readme"])
    #expect(FileList.expand(["\(path)/README.md"]).files == ["\(path)/README.md"])
  }
}
