// The library part of the precompiled headers needs a file to be a part of.
