package dev.keeptrail.engine.value;

/** The tree that dotted categories make. */
public final class Categories {
  private Categories() {}

  /** Whether the category is the root or lies below it. */
  public static boolean isUnder(String category, String root) {
    return category.startsWith(root)
        && (category.length() == root.length() || category.charAt(root.length()) == '.');
  }
}
