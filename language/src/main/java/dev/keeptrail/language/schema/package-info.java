/**
 * What may stand where in a pack, as data: made from the installed kinds and the fact schema,
 * written as JSON Schema, and walked by the editor services.
 */
@NullMarked
package dev.keeptrail.language.schema;

import org.jspecify.annotations.NullMarked;
