/**
 * The YAML front-end: text to nodes with places, nodes to the pack tree. The only user of the YAML
 * library.
 */
@NullMarked
package dev.keeptrail.language.yaml;

import org.jspecify.annotations.NullMarked;
