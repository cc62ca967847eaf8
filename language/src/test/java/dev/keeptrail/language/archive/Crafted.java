package dev.keeptrail.language.archive;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Puts members together in ways in which a builder never would. */
final class Crafted {
  private final List<Member> members = new ArrayList<>();

  static Crafted of(PackArchive archive) throws ArchiveException {
    var crafted = new Crafted();
    crafted.members.addAll(ZipReader.read(archive.toBytes()));
    return crafted;
  }

  static Crafted empty() {
    return new Crafted();
  }

  Crafted with(Member member) {
    members.add(member);
    return this;
  }

  Crafted with(String name, String text) {
    return with(Member.of(name, text));
  }

  Crafted without(int at) {
    members.remove(at);
    return this;
  }

  Crafted replacing(int at, String text) {
    members.set(at, Member.of(members.get(at).name(), text));
    return this;
  }

  Crafted swapping(int one, int other) {
    Member moved = members.set(one, members.get(other));
    members.set(other, moved);
    return this;
  }

  String text(int at) {
    return new String(members.get(at).bytes(), StandardCharsets.UTF_8);
  }

  Member last() {
    return members.getLast();
  }

  byte[] toBytes() {
    return ZipWriter.write(members);
  }
}
