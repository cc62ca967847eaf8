package dev.keeptrail.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Looks at who may change the files of a pack, and what decides: whoever can write to one, or to
 * its folder, sets what is refused. A group may, as with a volume or a repository of a team.
 */
record DoctorPackFiles(List<Path> layers) {
  /** In such a folder, everybody can remove and replace what is his own only, as in /tmp. */
  private static final int STICKY = 0b001_000_000_000;

  List<DoctorCheck> checks() {
    Set<Path> places = new LinkedHashSet<>();
    for (Path layer : layers) {
      Path file = layer.toAbsolutePath().normalize();
      places.add(file);
      Stream.ofNullable(file.getParent()).forEach(places::add);
    }
    return places.stream().filter(Files::exists).flatMap(DoctorPackFiles::warning).toList();
  }

  private static Stream<DoctorCheck> warning(Path place) {
    try {
      return isOpen(place)
          ? Stream.of(
              DoctorCheck.warning(
                  "pack",
                  "%s can be changed by all users, and so can what is refused".formatted(place),
                  "chmod o-w " + place))
          : Stream.empty();
    } catch (IOException unreadable) {
      return Stream.of(
          DoctorCheck.warning(
              "pack",
              "who may change %s cannot be read".formatted(place),
              "look at it with `ls -ld " + place + "`"));
    }
  }

  private static boolean isOpen(Path place) throws IOException {
    if (!place.getFileSystem().supportedFileAttributeViews().contains("unix")) {
      return false;
    }
    return Files.getPosixFilePermissions(place).contains(PosixFilePermission.OTHERS_WRITE)
        && !(Files.isDirectory(place) && isSticky(place));
  }

  private static boolean isSticky(Path folder) throws IOException {
    return Files.getAttribute(folder, "unix:mode") instanceof Integer mode && (mode & STICKY) != 0;
  }
}
