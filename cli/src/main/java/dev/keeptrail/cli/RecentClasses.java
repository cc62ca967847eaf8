package dev.keeptrail.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/**
 * What the build runs over the jars of a distribution. A start-up cache holds no classes in a
 * format before that of Java 6, nor any that derive from them, so that each start reads and
 * verifies them anew. Such classes get the format of Java 8: the same code with the frames that
 * verification asks for since (JVM specification, 4.7.4). Other jars are left as they are.
 */
public final class RecentClasses {
  private static final String SUFFIX = ".class";
  private static final String NOTICE = "Keeptrail-Changes";

  /** Where the major version lies in a class file (JVM specification, 4.1). */
  private static final int MAJOR_AT = 6;

  private RecentClasses() {}

  /** Argument: the folder of jars. */
  public static void main(String[] arguments) throws IOException {
    List<Path> jars;
    try (Stream<Path> files = Files.list(Path.of(arguments[0]))) {
      jars = files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
    }
    // Frames name what two classes have in common, which may lie in any of the jars.
    List<URL> urls = new ArrayList<>();
    for (Path jar : jars) {
      urls.add(jar.toUri().toURL());
    }
    try (var loader =
        new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
      ClassFile format =
          ClassFile.of(
              ClassFile.StackMapsOption.GENERATE_STACK_MAPS,
              ClassFile.ClassHierarchyResolverOption.of(
                  ClassHierarchyResolver.ofResourceParsing(loader)));
      for (Path jar : jars) {
        if (isOld(jar)) {
          renew(jar, format);
        }
      }
    }
  }

  static boolean isOld(Path jar) throws IOException {
    try (var file = new JarFile(jar.toFile())) {
      for (JarEntry entry : file.stream().filter(RecentClasses::isClass).toList()) {
        if (isOld(bytes(file, entry))) {
          return true;
        }
      }
    }
    return false;
  }

  private static void renew(Path jar, ClassFile format) throws IOException {
    Path renewed = jar.resolveSibling(jar.getFileName() + ".part");
    try (var file = new JarFile(jar.toFile());
        OutputStream out = Files.newOutputStream(renewed);
        var renewing = new JarOutputStream(out, manifest(file))) {
      if (file.stream().anyMatch(entry -> entry.getName().endsWith(".SF"))) {
        throw new IOException(jar + " is signed, and what is signed cannot be changed");
      }
      for (JarEntry entry : file.stream().filter(RecentClasses::isKept).toList()) {
        byte[] bytes = bytes(file, entry);
        var same = new JarEntry(entry.getName());
        same.setTimeLocal(entry.getTimeLocal());
        renewing.putNextEntry(same);
        renewing.write(isClass(entry) && isOld(bytes) ? renewed(format, bytes) : bytes);
        renewing.closeEntry();
      }
    }
    Files.move(renewed, jar, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static byte[] renewed(ClassFile format, byte[] bytes) {
    ClassTransform version =
        (builder, element) -> {
          if (element instanceof ClassFileVersion) {
            builder.withVersion(ClassFile.JAVA_8_VERSION, 0);
          } else {
            builder.with(element);
          }
        };
    // Code that is taken apart and put together again gets its frames.
    ClassTransform frames = ClassTransform.transformingMethodBodies(CodeTransform.ACCEPT_ALL);
    try {
      return format.transformClass(format.parse(bytes), version.andThen(frames));
    } catch (IllegalArgumentException unresolved) {
      // Uses a class of a library that is not there, so nothing can load it either way.
      return bytes;
    }
  }

  /** Says that files were changed, as their licence asks. */
  private static Manifest manifest(JarFile file) throws IOException {
    Manifest manifest = file.getManifest();
    manifest
        .getMainAttributes()
        .putValue(NOTICE, "classes in an older format than Java 6 have that of Java 8");
    return manifest;
  }

  private static boolean isKept(JarEntry entry) {
    return !entry.isDirectory() && !entry.getName().equals(JarFile.MANIFEST_NAME);
  }

  private static boolean isClass(JarEntry entry) {
    return entry.getName().endsWith(SUFFIX);
  }

  private static boolean isOld(byte[] bytes) {
    return ByteBuffer.wrap(bytes).getShort(MAJOR_AT) < ClassFile.JAVA_6_VERSION;
  }

  private static byte[] bytes(JarFile file, JarEntry entry) throws IOException {
    try (InputStream in = file.getInputStream(entry)) {
      return in.readAllBytes();
    }
  }
}
