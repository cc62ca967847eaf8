package dev.keeptrail.gateway.json;

/** Builds JSON Pointers (RFC 6901). */
public final class Pointer {
  private Pointer() {}

  public static String child(String parent, String name) {
    if (name.indexOf('~') < 0 && name.indexOf('/') < 0) {
      return parent + '/' + name;
    }
    return parent + '/' + name.replace("~", "~0").replace("/", "~1");
  }

  public static String child(String parent, int index) {
    return parent + '/' + index;
  }
}
