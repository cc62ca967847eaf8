package dev.keeptrail.language.archive;

import dev.keeptrail.language.archive.ArchiveException.Problem;
import dev.keeptrail.language.diagnostic.FrameRenderer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Reads exactly what {@link ZipWriter} writes. Nothing is unpacked and nothing is trusted before
 * its bounds are checked; at the end the members are written again and must give the same bytes, so
 * that no two readers can see different things in one file.
 */
final class ZipReader {
  static final int MAX_BYTES = 64 << 20;
  static final int MAX_MEMBERS = 128;

  private final ByteBuffer file;
  private final List<Member> members = new ArrayList<>();
  private final Set<String> names = new HashSet<>();

  private ZipReader(byte[] bytes) {
    this.file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  static List<Member> read(byte[] bytes) throws ArchiveException {
    if (bytes.length > MAX_BYTES) {
      throw new ArchiveException(
          Problem.TOO_LARGE, "the archive is larger than " + MAX_BYTES + " bytes");
    }
    var reader = new ZipReader(bytes);
    reader.readDirectory();
    if (!Arrays.equals(ZipWriter.write(reader.members), bytes)) {
      throw malformed("the archive holds bytes that its members do not account for");
    }
    return List.copyOf(reader.members);
  }

  private void readDirectory() throws ArchiveException {
    int end = file.capacity() - ZipWriter.END_SIZE;
    if (end < 0 || file.getInt(0) != ZipWriter.LOCAL_HEADER) {
      throw new ArchiveException(
          ArchiveException.Problem.MALFORMED,
          "the file is no compiled pack",
          "`kt policy build` makes one of a pack");
    }
    if (file.getInt(end) != ZipWriter.END_HEADER) {
      throw malformed("the archive is cut off, or something follows its end");
    }
    int count = Short.toUnsignedInt(file.getShort(end + 10));
    if (count > MAX_MEMBERS) {
      throw new ArchiveException(
          Problem.TOO_LARGE, "the archive has more than " + MAX_MEMBERS + " members");
    }
    int at = file.getInt(end + 16);
    int offset = 0;
    for (int member = 0; member < count; member++) {
      if (at < 0
          || at > end - ZipWriter.CENTRAL_SIZE
          || file.getInt(at) != ZipWriter.CENTRAL_HEADER) {
        throw malformed("the archive's table of contents is damaged");
      }
      String name = name(at, end);
      checkKind(at, name);
      offset = readMember(at, name, offset);
      at += ZipWriter.CENTRAL_SIZE + nameLength(at);
    }
  }

  private String name(int at, int end) throws ArchiveException {
    int start = at + ZipWriter.CENTRAL_SIZE;
    if (start + nameLength(at) > end) {
      throw malformed("the archive's table of contents is damaged");
    }
    String name;
    try {
      name =
          StandardCharsets.UTF_8.newDecoder().decode(file.slice(start, nameLength(at))).toString();
    } catch (CharacterCodingException _) {
      throw malformed("a member's name is not UTF-8");
    }
    if (!MemberName.isSafe(name)) {
      throw malformed("a member has the name " + quoted(name) + ", which is not a plain path");
    }
    if (!names.add(name.toLowerCase(Locale.ROOT))) {
      throw malformed("the archive has " + quoted(name) + " twice");
    }
    return name;
  }

  private int nameLength(int at) {
    return Short.toUnsignedInt(file.getShort(at + 28));
  }

  private void checkKind(int at, String name) throws ArchiveException {
    if (file.getShort(at + 10) != ZipWriter.STORED
        || file.getInt(at + 20) != file.getInt(at + 24)) {
      throw malformed(quoted(name) + " is compressed, which no compiled pack is");
    }
    if ((file.getShort(at + 8) & 1) != 0) {
      throw malformed(quoted(name) + " is encrypted, which no compiled pack is");
    }
    if (file.getInt(at + 38) != 0 || file.getShort(at + 4) != ZipWriter.VERSION) {
      throw malformed(quoted(name) + " is no plain file");
    }
  }

  /** Reads the member, which must stand where the last one ended; returns where it ends itself. */
  private int readMember(int at, String name, int offset) throws ArchiveException {
    int size = file.getInt(at + 20);
    int start = offset + ZipWriter.LOCAL_SIZE + nameLength(at);
    if (file.getInt(at + 42) != offset || size < 0 || size > file.capacity() - start) {
      throw malformed(quoted(name) + " is not where the table of contents says");
    }
    byte[] bytes = new byte[size];
    file.get(start, bytes);
    if ((int) ZipWriter.crc(bytes) != file.getInt(at + 16)) {
      throw malformed(quoted(name) + " is damaged");
    }
    members.add(new Member(name, bytes));
    return start + size;
  }

  private static String quoted(String name) {
    String shown = name.length() <= 80 ? name : name.substring(0, 80) + "…";
    return "`" + FrameRenderer.safe(shown) + "`";
  }

  private static ArchiveException malformed(String message) {
    return new ArchiveException(Problem.MALFORMED, message);
  }
}
