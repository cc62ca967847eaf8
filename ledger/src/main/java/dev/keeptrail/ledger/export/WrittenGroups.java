package dev.keeptrail.ledger.export;

import dev.keeptrail.ledger.parquet.RowGroup;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The row groups of a table that is not whole yet, in a file beside it: what its footer will say of
 * them, which nobody could know without reading them again. Each is its end in the table, its rows,
 * the length of its description, and that.
 */
final class WrittenGroups {
  private static final int MAX_DESCRIPTION = 1 << 20;

  private final Path file;
  private int kept;

  WrittenGroups(Path file) {
    this.file = file;
  }

  /** Those that end there at the latest; forgets all others. */
  List<RowGroup> upTo(long position) throws IOException {
    List<RowGroup> groups = new ArrayList<>();
    for (RowGroup group : all()) {
      if (group.end() <= position) {
        groups.add(group);
      }
    }
    Files.deleteIfExists(file);
    kept = 0;
    add(groups);
    return groups;
  }

  /** Keeps those that are not kept yet; they are on the disk when this returns. */
  void add(List<RowGroup> groups) throws IOException {
    var bytes = new ByteArrayOutputStream();
    var data = new DataOutputStream(bytes);
    for (RowGroup group : groups.subList(kept, groups.size())) {
      byte[] description = group.description();
      data.writeLong(group.end());
      data.writeLong(group.rows());
      data.writeInt(description.length);
      data.write(description);
    }
    try (FileChannel channel =
        FileChannel.open(
            file,
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND),
            ExportJobs.ownerOnly("rw-------"))) {
      ByteBuffer buffer = ByteBuffer.wrap(bytes.toByteArray());
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
      channel.force(false);
    }
    kept = groups.size();
  }

  void remove() throws IOException {
    Files.deleteIfExists(file);
  }

  /** What a crash left half written at the end is nothing. */
  private List<RowGroup> all() throws IOException {
    List<RowGroup> groups = new ArrayList<>();
    if (!Files.exists(file)) {
      return groups;
    }
    try (var data = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      while (true) {
        long end = data.readLong();
        long rows = data.readLong();
        int length = data.readInt();
        if (length < 0 || length > MAX_DESCRIPTION) {
          return groups;
        }
        byte[] description = data.readNBytes(length);
        if (description.length < length) {
          return groups;
        }
        groups.add(new RowGroup(end, rows, description));
      }
    } catch (EOFException theEnd) {
      return groups;
    }
  }
}
