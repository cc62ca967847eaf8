/**
 * Compiled packs: plan, sources and manifest in one file whose bytes follow from the sources alone,
 * and the signatures over the manifest. Start at {@link
 * dev.keeptrail.language.archive.ArchiveBuilder} and {@link
 * dev.keeptrail.language.archive.PackArchive}.
 */
@NullMarked
package dev.keeptrail.language.archive;

import org.jspecify.annotations.NullMarked;
