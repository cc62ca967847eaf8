/**
 * What an editor asks of a pack that is being written: problems, help, completion, places of names.
 * Plain values in and out, offsets in UTF-16 units; knows no protocol. Everything here answers for
 * broken documents too, and is computed anew for each state of a document.
 */
@NullMarked
package dev.keeptrail.language.editor;

import org.jspecify.annotations.NullMarked;
