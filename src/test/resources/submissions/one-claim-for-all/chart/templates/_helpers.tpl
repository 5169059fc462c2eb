{{- define "counter.fullname" -}}
{{- .Release.Name | trunc 63 | trimSuffix "-" }}
{{- end }}
{{- define "counter.selectorLabels" -}}
app.kubernetes.io/name: {{ .Chart.Name }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}
{{- define "counter.template" -}}
metadata:
  labels:
    {{- include "counter.selectorLabels" . | nindent 4 }}
spec:
  securityContext:
    runAsUser: 1001
    runAsGroup: 1001
    fsGroup: 1001
  containers:
    - name: {{ .Chart.Name }}
      image: "{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}"
      ports:
        - name: http
          containerPort: 5000
      env:
        - name: COUNTER_FILE
          value: /app/data/counter.txt
      livenessProbe:
        httpGet:
          path: /health/live
          port: http
        periodSeconds: 5
      readinessProbe:
        httpGet:
          path: /health/ready
          port: http
        periodSeconds: 5
      volumeMounts:
        - name: storage
          mountPath: /app/data
  volumes:
    - name: storage
      persistentVolumeClaim:
        claimName: {{ include "counter.fullname" . }}-pvc
{{- end }}
