/**
 * Tests of packs, read: files beside the pack, suites inside it, and test blocks of text packs come
 * to one model. Whatever is not understood is a problem, because a test that is half read would
 * pass for the wrong reason.
 */
@NullMarked
package dev.keeptrail.language.testfile;

import org.jspecify.annotations.NullMarked;
