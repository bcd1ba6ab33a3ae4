/**
 * Posts and prices from files. A replay lands each line as it stands, in the order of the posts' own times, at full speed
 * or paced; it resumes where an earlier attempt stopped. Memory is bounded however large or unsorted the files are.
 */
@NullMarked
package io.tickvox.sources.file;

import org.jspecify.annotations.NullMarked;
