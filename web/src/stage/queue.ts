/**
 * The pictures that the graphics processor has been asked for and has not yet drawn.
 * A page can ask faster than a slow one draws: then all that one does comes late, and setting another size waits for them all.
 */
export interface Queue {
  /** Counts a picture that was asked for just now. */
  readonly enter: () => void;
  readonly length: () => number;
  /** smoothed milliseconds from asking for a picture until it was seen to be drawn */
  readonly drawMs: () => number;
}

interface Asked {
  readonly fence: WebGLSync;
  readonly at: number;
}

export function createQueue(gl: WebGL2RenderingContext): Queue {
  const asked: Asked[] = [];
  let drawMs = 0;
  const isDrawn = ({ fence }: Asked): boolean => gl.getSyncParameter(fence, gl.SYNC_STATUS) === gl.SIGNALED;
  return {
    enter: () => {
      const fence = gl.fenceSync(gl.SYNC_GPU_COMMANDS_COMPLETE, 0);
      if (fence === null) return;
      asked.push({ fence, at: performance.now() });
      gl.flush();
    },
    length: () => {
      for (let first = asked[0]; first !== undefined && isDrawn(first); first = asked[0]) {
        drawMs = drawMs * 0.8 + (performance.now() - first.at) * 0.2;
        gl.deleteSync(first.fence);
        asked.shift();
      }
      return asked.length;
    },
    drawMs: () => drawMs,
  };
}
