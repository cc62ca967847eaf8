package dev.keeptrail.language.archive;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32;

/**
 * Writes members as a ZIP file that any unpacker opens and that depends on nothing but the members:
 * stored, not compressed, without times, owners, rights, comments or extra fields. The JDK's own
 * writer is not used, because what it writes depends on the time zone and on the version of zlib.
 */
final class ZipWriter {
  static final int LOCAL_HEADER = 0x04034b50;
  static final int CENTRAL_HEADER = 0x02014b50;
  static final int END_HEADER = 0x06054b50;
  static final int LOCAL_SIZE = 30;
  static final int CENTRAL_SIZE = 46;
  static final int END_SIZE = 22;

  /** ZIP 2.0 on FAT, which has no links and no rights. */
  static final short VERSION = 20;

  /** The names are UTF-8. */
  static final short FLAGS = 0x0800;

  static final short STORED = 0;

  /** Midnight of 1 January 1980, the first moment that ZIP knows. */
  static final short TIME = 0;

  static final short DATE = (1 << 5) | 1;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream directory = new ByteArrayOutputStream();

  private ZipWriter() {}

  static byte[] write(List<Member> members) {
    var writer = new ZipWriter();
    members.forEach(writer::add);
    return writer.finish(members.size());
  }

  private void add(Member member) {
    byte[] name = member.name().getBytes(StandardCharsets.UTF_8);
    int offset = out.size();
    out.writeBytes(
        buffer(LOCAL_SIZE).putInt(LOCAL_HEADER).put(common(member, name.length)).array());
    out.writeBytes(name);
    out.writeBytes(member.bytes());
    directory.writeBytes(
        buffer(CENTRAL_SIZE)
            .putInt(CENTRAL_HEADER)
            .putShort(VERSION)
            .put(common(member, name.length))
            // Comment, disk, internal and external attributes.
            .putShort((short) 0)
            .putShort((short) 0)
            .putShort((short) 0)
            .putInt(0)
            .putInt(offset)
            .array());
    directory.writeBytes(name);
  }

  /** The fields that both headers of a member have, in the same order. */
  private static byte[] common(Member member, int nameLength) {
    int size = member.bytes().length;
    return buffer(26)
        .putShort(VERSION)
        .putShort(FLAGS)
        .putShort(STORED)
        .putShort(TIME)
        .putShort(DATE)
        .putInt((int) crc(member.bytes()))
        .putInt(size)
        .putInt(size)
        .putShort((short) nameLength)
        .putShort((short) 0)
        .array();
  }

  private byte[] finish(int count) {
    int start = out.size();
    out.writeBytes(directory.toByteArray());
    out.writeBytes(
        buffer(END_SIZE)
            .putInt(END_HEADER)
            .putShort((short) 0)
            .putShort((short) 0)
            .putShort((short) count)
            .putShort((short) count)
            .putInt(directory.size())
            .putInt(start)
            .putShort((short) 0)
            .array());
    return out.toByteArray();
  }

  static long crc(byte[] bytes) {
    var sum = new CRC32();
    sum.update(bytes);
    return sum.getValue();
  }

  private static ByteBuffer buffer(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }
}
