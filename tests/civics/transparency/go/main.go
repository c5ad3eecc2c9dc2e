// Reads a log of ours with Go's own golang.org/x/mod/sumdb: its note, its tiles and its proofs.
//
// Usage: check FOLDER VKEY. It prints "ok SIZE" or fails with the reason.
package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

// folder reads tiles from C2SP paths: sumdb writes tile/8/0/000 where tlog-tiles has tile/0/000.
type folder string

func (f folder) Height() int { return 8 }

func (f folder) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	found := make([][]byte, len(tiles))
	for i, tile := range tiles {
		raw, err := os.ReadFile(filepath.Join(string(f), strings.Replace(tile.Path(), "tile/8/", "tile/", 1)))
		if err != nil {
			return nil, err
		}
		found[i] = raw
	}
	return found, nil
}

func (f folder) SaveTiles([]tlog.Tile, [][]byte) {}

func check(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func main() {
	root, vkey := os.Args[1], os.Args[2]
	raw, err := os.ReadFile(filepath.Join(root, "checkpoint"))
	check(err)
	verifier, err := note.NewVerifier(vkey)
	check(err)
	opened, err := note.Open(raw, note.VerifierList(verifier))
	check(err)
	lines := strings.Split(opened.Text, "\n")
	size, err := strconv.ParseInt(lines[1], 10, 64)
	check(err)
	hash, err := tlog.ParseHash(lines[2])
	check(err)
	tree := tlog.Tree{N: size, Hash: hash}
	// The reader authenticates every tile against the tree before it gives a hash.
	reader := tlog.TileHashReader(tree, folder(root))

	computed, err := tlog.TreeHash(size, reader)
	check(err)
	if computed != hash {
		check(fmt.Errorf("the tiles lead to %v, the checkpoint says %v", computed, hash))
	}
	for index := int64(0); index < size; index++ {
		name := fmt.Sprintf("%03d", index/256)
		if index/256 == size/256 {
			name += fmt.Sprintf(".p/%d", size%256)
		}
		bundle, err := os.ReadFile(filepath.Join(root, "tile", "entries", name))
		check(err)
		for skip := index % 256; skip > 0; skip-- {
			bundle = bundle[2+int(bundle[0])<<8+int(bundle[1]):]
		}
		entry := bundle[2 : 2+int(bundle[0])<<8+int(bundle[1])]
		proof, err := tlog.ProveRecord(size, index, reader)
		check(err)
		check(tlog.CheckRecord(proof, size, hash, index, tlog.RecordHash(entry)))
	}
	for old := int64(1); old < size; old += 7 {
		proof, err := tlog.ProveTree(size, old, reader)
		check(err)
		before, err := tlog.TreeHash(old, reader)
		check(err)
		check(tlog.CheckTree(proof, size, hash, old, before))
	}
	fmt.Println("ok", size)
}
