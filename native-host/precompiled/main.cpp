// The program part of the precompiled headers needs a program to be a part of.
int main() { return 0; }
